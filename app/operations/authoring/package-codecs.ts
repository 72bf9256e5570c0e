import { filled, lineOf, type SettingCodec } from "../../domain/inputs/setting-input.ts";
import { textCodec, textsCodec } from "../../domain/inputs/text-codecs.ts";
import type { Field } from "../../domain/service.ts";
import type { Text } from "../../domain/text.ts";

/** What was typed where JSON belongs, and is none. */
export class NotJson {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** How a saying of a package is shown in a form, read again, and kept. */
export interface SayingCodec extends SettingCodec {
  /** What the form shows for a saying (null: none) over what the schema gives. */
  readonly shown: (saying: unknown, given: unknown) => unknown;
  /** The saying that what was read amounts to; null: none. */
  readonly saying: (read: unknown, given: unknown) => unknown;
}

/** What the package says by itself, with nothing below it. */
function plain(codec: SettingCodec): SayingCodec {
  return { ...codec, shown: (saying) => saying, saying: (read) => read };
}

export function ownText(languages: readonly string[], type: "line" | "area" = "area"): SayingCodec {
  return plain(textCodec(languages, type));
}

export function ownTexts(languages: readonly string[]): SayingCodec {
  const codec = textsCodec(languages);
  // No line at all says nothing.
  return {
    ...plain(codec),
    saying: (read) => ((read as readonly unknown[]).length > 0 ? read : null),
  };
}

/** A text that lies over that of the schema, language by language: only what differs is kept. */
export function laidText(
  languages: readonly string[],
  type: "line" | "area" = "area",
): SayingCodec {
  const textOf = (value: unknown) => (value ?? {}) as Readonly<Record<string, string>>;
  return {
    inputs: textCodec(languages, type).inputs,
    read: (typed) => filled(Object.fromEntries(languages.map((one) => [one, lineOf(typed, one)]))),
    shown: (saying, given) => filled({ ...textOf(given), ...textOf(saying) }),
    saying: (read, given) =>
      filled(
        Object.fromEntries(
          Object.entries(textOf(read)).filter(
            ([language, text]) => textOf(given)[language] !== text,
          ),
        ),
      ),
  };
}

export const linesCodec: SayingCodec = plain({
  inputs: (value) => [
    { part: "lines", type: "area", value: [((value ?? []) as readonly string[]).join("\n")] },
  ],
  read: (typed) => {
    const lines = lineOf(typed, "lines")
      .split("\n")
      .map((line) => line.trim());
    const told = lines.filter((line) => line !== "");
    return told.length > 0 ? told : null;
  },
});

export const lineCodec: SayingCodec = plain({
  inputs: (value) => [
    { part: "line", type: "line", value: [typeof value === "string" ? value : ""] },
  ],
  read: (typed) => lineOf(typed, "line") || null,
});

export const minutesCodec: SayingCodec = plain({
  inputs: (value) => [
    { part: "minutes", type: "line", value: [typeof value === "number" ? String(value) : ""] },
  ],
  read: (typed) => {
    const text = lineOf(typed, "minutes");
    // What is no number is refused by the form of the package.
    return text === "" ? null : /^\d+$/.test(text) ? Number(text) : text;
  },
});

/** Whatever else a package may say, as JSON. */
export const jsonCodec: SayingCodec = plain({
  inputs: (value) => [
    {
      part: "json",
      type: "area",
      value: [value === null || value === undefined ? "" : JSON.stringify(value, undefined, 2)],
    },
  ],
  read: (typed) => {
    const text = lineOf(typed, "json");
    if (text === "") return null;
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      return new NotJson(error instanceof Error ? error.message : "");
    }
  },
});

export const hideCodec: SayingCodec = plain({
  inputs: (value) => [{ part: "hide", type: "flag", value: value === true ? ["on"] : [] }],
  read: (typed) => (lineOf(typed, "hide") === "on" ? true : null),
});

export const requiredCodec: SayingCodec = plain({
  inputs: (value) => [
    {
      part: "needed",
      type: "choice",
      value: [value === true ? "yes" : value === false ? "no" : ""],
      choices: ["", "yes", "no"].map((one) => ({ value: one })),
      words: "needed",
    },
  ],
  read: (typed) => ({ yes: true, no: false })[lineOf(typed, "needed")] ?? null,
});

/** One of several; without labels the portal's texts name them by `words`. */
export function oneOf(
  words: string,
  choices: readonly string[],
  labelOf?: (choice: string) => Text | undefined,
): SayingCodec {
  return plain({
    inputs: (value) => [
      {
        part: words,
        type: "choice",
        value: [typeof value === "string" ? value : ""],
        choices: ["", ...choices].map((one) => {
          const label = labelOf?.(one);
          return { value: one, ...(label && { label }) };
        }),
        words,
      },
    ],
    read: (typed) => lineOf(typed, words) || null,
  });
}

/** Kinds that may stand in for that of the schema, since their answers are the same to receivers. */
export function kindsFor({ kind, fim }: Field): readonly Field["kind"][] {
  switch (fim?.type) {
    case "text":
    case "text_latin":
      return ["text", "multiline"].includes(kind) || ["email", "phone", "iban"].includes(kind)
        ? ["text", "multiline", "email", "phone", "iban"]
        : [];
    case "date":
      return ["date", "partialDate"];
    case "bool":
      return ["yesNo", "declaration"];
    default:
      return [];
  }
}
