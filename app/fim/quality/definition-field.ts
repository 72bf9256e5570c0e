import { resolveBound } from "#app/domain/fields/dates.ts";
import { rulesOf } from "#app/domain/fields/field-kinds.ts";
import type { CodeList, Field } from "#app/domain/service.ts";
import type {
  CodeListReference,
  FimDataType,
  FimField,
  FimFieldKind,
  FimPrecision,
} from "../model.ts";
import { withoutUndefined } from "../without-undefined.ts";

type Facts = Pick<FimField, "fieldKind" | "dataType" | "precision" | "mediaTypes"> &
  Partial<Pick<FimField, "content" | "values" | "codeList" | "maxSize">>;

/** Any day does: bounds that are relative to today are only held against each other. */
const someDay = "2000-01-01";

/** What a field of our own would say in a schema: kind, type, bounds, list, content. */
export function factsOf(field: Field, codeLists: Readonly<Record<string, CodeList>>): Facts {
  const base = (
    dataType: FimDataType,
    precision: FimPrecision = {},
    fieldKind: FimFieldKind = "input",
  ) => ({
    fieldKind,
    dataType,
    precision,
    mediaTypes: [],
    ...withoutUndefined({ content: presetOf(field) }),
  });
  switch (field.kind) {
    case "text":
    case "multiline":
      return base("text", lengths(field.options));
    case "email":
      return base("text", lengths({ maxLength: 254, ...field.options }));
    case "phone":
      return base("text", lengths({ maxLength: 40, ...field.options }));
    case "iban":
      return base("text", lengths({ maxLength: 34, ...field.options }));
    case "partialDate":
      return base("text", { maxLength: 10 });
    case "number":
      return base("num", range(field.options, String));
    case "integer":
      return base("num_int", range(field.options, String));
    case "money":
      return base(
        "num_currency",
        range(field.options, (cents) => String(cents / 100)),
      );
    case "date":
      return base("date", moments(field.options, day));
    case "time":
      return base("time", moments(field.options, withSeconds));
    case "dateTime":
      return base(
        "datetime",
        moments(field.options, (bound) => withSeconds(withTime(day(bound)))),
      );
    case "yesNo":
    case "declaration":
      return base("bool");
    case "choice":
    case "multipleChoice":
      return { ...base("text", {}, "select"), ...listOf(codeLists[field.options.list]) };
    case "address":
    case "personName":
      return base("obj");
    case "file": {
      const { mediaTypes, maxSize } = field.options;
      return { ...base("file"), mediaTypes, ...withoutUndefined({ maxSize }) };
    }
    case "staticText":
      return { ...base("text", {}, "label"), ...content(field.options.content.de) };
    case "hidden":
    case "locked":
      return { ...base("text", {}, field.kind), ...content(field.options.content ?? "") };
  }
}

function content(text: string): { content?: string } {
  return text.trim() === "" ? {} : { content: text };
}

type Lengths = Pick<
  Extract<Field, { kind: "text" }>["options"],
  "minLength" | "maxLength" | "pattern"
>;

function lengths({ minLength, maxLength, pattern }: Lengths): FimPrecision {
  return withoutUndefined({ minLength, maxLength, pattern });
}

interface Bounds<T> {
  readonly minimum?: T | undefined;
  readonly maximum?: T | undefined;
}

function range<T>({ minimum, maximum }: Bounds<T>, write: (bound: T) => string): FimPrecision {
  return {
    ...(minimum !== undefined && { minValue: write(minimum) }),
    ...(maximum !== undefined && { maxValue: write(maximum) }),
  };
}

/** A day that is fixed and one that moves with today cannot be compared: only the fixed one is told. */
function moments(options: Bounds<string>, write: (bound: string) => string): FimPrecision {
  const { minimum, maximum } = options;
  const moves = (bound = ""): boolean => bound.startsWith("today");
  const isMixed =
    minimum !== undefined && maximum !== undefined && moves(minimum) !== moves(maximum);
  if (!isMixed) return range(options, write);
  return range(moves(minimum) ? { maximum } : { minimum }, write);
}

function day(bound: string): string {
  return resolveBound(bound, someDay);
}

function withTime(moment: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(moment) ? `${moment}T00:00` : moment;
}

function withSeconds(moment: string): string {
  return /(^|T)\d\d:\d\d$/.test(moment) ? `${moment}:00` : moment;
}

function listOf(
  list: CodeList | undefined,
): Pick<FimField, "values"> & { codeList?: CodeListReference } {
  const { options = [], uri, version } = list ?? {};
  return {
    values: options.map(({ code, label }) => ({ code, name: label.de })),
    ...(uri !== undefined && { codeList: withoutUndefined({ uri, version }) }),
  };
}

/** What is offered at first, as the receiver would get it; as it was typed where the field cannot read it. */
function presetOf({ kind, options, preset }: Field): string | undefined {
  if (preset === undefined || preset === "") return undefined;
  if (kind === "multipleChoice") return preset;
  const read = rulesOf(kind).read((part) => (part === "" ? [preset] : []), { options });
  if (!read.ok || read.value === undefined) return preset;
  const { value } = read;
  if (typeof value === "object") return undefined;
  if (kind === "money") return String(Number(value) / 100);
  return kind === "time" || kind === "dateTime" ? withSeconds(String(value)) : String(value);
}
