import type { FieldError, ShownText } from "#app/domain/page-form.ts";
import type { FieldKind } from "#app/domain/fields/kinds.ts";
import { formatFileSize, localeOf } from "#app/i18n/format.ts";
import { fileTypes } from "./file-types.ts";
import { phrase, wordsIn, type Phrase, type PhraseParams, type Say } from "./phrase.ts";

export type { Say } from "./phrase.ts";

/** What a sentence needs to know of the question. */
export interface ErrorPlace {
  /** Name of the question or of its part, as the citizen reads it; absent for the page as a whole. */
  readonly label?: ShownText | Phrase;
  readonly kind?: FieldKind;
  /** Part of a question in parts, e.g. `day`. */
  readonly part?: string;
}

/** The sentence that tells what is wrong and what to do; what the service says in another language keeps its mark. */
export function errorText(
  { code, params = {} }: FieldError,
  place: ErrorPlace,
  say: Say,
  language: string,
): Phrase {
  const { label = { text: "" }, kind, part = "" } = place;
  const key = keyOf(code, kind, params);
  const count = Number(params["min"] ?? params["max"]);
  const shown = {
    ...printed(params, code, kind, say, language),
    label,
    ...(Number.isInteger(count) && { count }),
    ...(code === "date.incomplete" && { part: say(`errors:date.part.${part || "day"}`) }),
  };
  const sentence = phrase(say, `errors:${key}`, shown);
  const text = wordsIn(sentence);
  // i18next hands an unknown key back.
  if (text !== key && text !== `errors:${key}`) return sentence;
  const isUnnamed = wordsIn("text" in label ? [label] : label) === "";
  return isUnnamed
    ? phrase(say, "errors:unknownNoLabel")
    : phrase(say, "errors:unknown", { label });
}

function keyOf(code: string, kind: FieldKind | undefined, params: FieldError["params"]): string {
  if (code === "required") return `required.${requiredVariant(kind)}`;
  if (code === "tooManyDecimals" && params?.["max"] === 0) return "tooManyDecimals_zero";
  if (kind === "time" && code.startsWith("date.too")) return code.replace("date", "time");
  return code;
}

function requiredVariant(
  kind: FieldKind | undefined,
): "choose" | "chooseSeveral" | "date" | "enter" {
  switch (kind) {
    case "yesNo":
    case "choice":
      return "choose";
    case "multipleChoice":
      return "chooseSeveral";
    case "date":
    case "partialDate":
    case "dateTime":
      return "date";
    default:
      return "enter";
  }
}

function printed(
  params: NonNullable<FieldError["params"]>,
  code: string,
  kind: FieldKind | undefined,
  say: Say,
  language: string,
): PhraseParams {
  const print = (value: string | number | ShownText): string | number | ShownText => {
    if (typeof value === "object") return value;
    if (code === "file.tooLarge") return formatFileSize(Number(value), language);
    if (code === "file.type") return fileTypes(String(value).split(/,\s*/), say("forms:or"));
    if (typeof value === "string") return printMoment(value, language);
    if (kind === "money")
      return amount(value / 100, language, { style: "currency", currency: "EUR" });
    return kind === "number" ? amount(value, language, { maximumFractionDigits: 10 }) : value;
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, print(value)]));
}

function amount(value: number, language: string, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(localeOf(language), options).format(value);
}

/** An ISO date (with or without time) as people write it; anything else stays. */
function printMoment(value: string, language: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(value);
  if (!match) return value;
  const [, date = "", time] = match;
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: "long",
    ...(time !== undefined && { timeStyle: "short" }),
    timeZone: "UTC",
  }).format(new Date(`${date}T${time ?? "00:00"}:00Z`));
}
