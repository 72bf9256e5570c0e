import { resolveBound } from "../fields/dates.ts";
import { rulesOf } from "../fields/field-kinds.ts";
import type { FieldOptions, FieldValue, Value } from "../fields/kinds.ts";
import type { RawInput } from "../page-form.ts";
import { controlName, hasLines } from "../read-field.ts";
import type { Field } from "../service.ts";

/** What is typed for an answer, by the names of controls; every control empty where there is none. */
export function inputFor(field: Field, name: string, value: Value | undefined): RawInput {
  const { kind, repeat } = field;
  const parts = rulesOf(kind).parts;
  if (parts.length === 0 || kind === "file") return {};
  const isLines = hasLines({ kind, ...(repeat && { repeat }) });
  if (value === undefined) {
    if (kind === "multipleChoice" || kind === "declaration") return {};
    const line = isLines ? `${name}#0` : name;
    return Object.fromEntries(parts.map((part) => [controlName(line, part), ""]));
  }
  const lines = isLines ? (value as readonly FieldValue[]) : [value as FieldValue];
  return Object.fromEntries(
    lines.flatMap((one, index) =>
      Object.entries(rulesOf(kind).write(one as never)).map(([part, typed]) => [
        controlName(isLines ? `${name}#${String(index)}` : name, part),
        typed,
      ]),
    ),
  );
}

/** What people type wrongly: each bound, form and list broken once, as far as a kind has them. */
export function wrongInputs(
  field: Field,
  name: string,
  right: Value | undefined,
  { today, codes }: { readonly today: string; readonly codes: readonly string[] },
): readonly RawInput[] {
  const { kind, repeat } = field;
  const isLines = hasLines({ kind, ...(repeat && { repeat }) });
  const line = isLines ? `${name}#0` : name;
  const typed = wrongParts(field, today).map((parts): RawInput =>
    Object.fromEntries(
      Object.entries(parts).map(([part, text]) => [controlName(line, part), text]),
    ),
  );
  return [...typed, ...wrongCounts(field, name, right, codes)];
}

type Parts = Readonly<Record<string, string | readonly string[]>>;
const only = (text: string): Parts => ({ "": text });

function wrongParts({ kind, options }: Field, today: string): readonly Parts[] {
  switch (kind) {
    case "text":
    case "multiline":
      return wrongTexts(options).map(only);
    case "integer":
    case "number":
      return [
        ...(options.minimum === undefined ? [] : [String(options.minimum - 1)]),
        ...(options.maximum === undefined ? [] : [String(options.maximum + 1)]),
        "zwölf",
        ...(kind === "integer" ? ["1,5"] : []),
        ...(kind === "number" && options.decimals !== undefined
          ? [`1,${"1".repeat(options.decimals + 1)}`]
          : []),
      ].map(only);
    case "money": {
      const { minimum, maximum } = options;
      const bounds = [minimum && minimum - 1, maximum && maximum + 1];
      const typed = bounds.flatMap((cents) =>
        cents === undefined ? [] : [(cents / 100).toFixed(2).replace(".", ",")],
      );
      return [...typed, "zwölf", "1,234"].map(only);
    }
    case "date":
      return [
        { day: "31", month: "2", year: "2024" },
        { day: "31", month: "", year: "2024" },
        ...wrongDays(options, today),
      ];
    case "dateTime":
      return [
        { day: "31", month: "2", year: "2024", time: "10:00" },
        ...wrongDays(options, today).map((parts) => ({ ...parts, time: "10:00" })),
        { day: "1", month: "3", year: "2024", time: "25:00" },
      ];
    case "partialDate":
      return [
        { day: "", month: "13", year: "1984" },
        { day: "", month: "2", year: "" },
      ];
    case "time":
      return ["25:00", "00:00", "23:59"].map(only);
    case "yesNo":
      return [only("vielleicht")];
    case "choice":
      return [only("gibt es nicht")];
    case "multipleChoice":
      return [{ "": ["gibt es nicht"] }];
    case "email":
      return [
        only("erika.mustermann"),
        only(`${"e".repeat(options.maxLength ?? 254)}@example.org`),
      ];
    case "phone":
      return [
        only("keine"),
        only(`0228 ${"1 ".repeat(options.maxLength ?? 40)}`.slice(0, 40).trim()),
      ];
    case "iban":
      return [only("DE03 1203 0000 0000 2020 51"), only("Sparkasse")];
    case "address":
      return [
        { street: "Heidestraße", houseNumber: "17", postalCode: "511", city: "Musterstadt" },
        { street: "Heidestraße", postalCode: "", city: "" },
      ];
    case "personName":
      return [{ givenName: "Erika", familyName: "" }];
    case "declaration":
    case "file":
    case "staticText":
    case "hidden":
    case "locked":
      return [];
  }
}

function wrongTexts({
  minLength = 0,
  maxLength,
  pattern,
}: FieldOptions<"text">): readonly string[] {
  const short = minLength > 1 ? ["M"] : [];
  const long = maxLength !== undefined && maxLength < 20_000 ? ["M".repeat(maxLength + 1)] : [];
  const least = Math.max(1, minLength);
  const others = pattern === undefined ? [] : ["§", "x", "0", "A"].map((one) => one.repeat(least));
  return [...short, ...long, ...others, "Muster\u0001"];
}

function wrongDays({ minimum, maximum }: FieldOptions<"date">, today: string): readonly Parts[] {
  const beside = (bound: string | undefined, days: number): readonly Parts[] => {
    if (bound === undefined) return [];
    const moment = Date.parse(`${resolveBound(bound, today).slice(0, 10)}T00:00:00Z`);
    const [year = "", month = "", day = ""] = new Date(moment + days * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .split("-");
    return [{ day, month, year }];
  };
  return [...beside(minimum, -1), ...beside(maximum, 1)];
}

/** Beyond that nobody adds lines to see what happens. */
const mostLines = 12;

function wrongCounts(
  field: Field,
  name: string,
  right: Value | undefined,
  codes: readonly string[],
): readonly RawInput[] {
  const { kind, repeat } = field;
  if (!repeat || !Array.isArray(right) || kind === "file") return [];
  const { min, max } = repeat;
  const several = (count: number): Value =>
    kind === "multipleChoice"
      ? codes.slice(0, count)
      : Array.from({ length: count }).map(() => (right as readonly FieldValue[])[0] ?? "");
  const few = min > 1 ? [several(1)] : [];
  const many = max !== null && max < mostLines ? [several(max + 1)] : [];
  return [...few, ...many].map((values) => inputFor(field, name, values));
}
