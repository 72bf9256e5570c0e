import type { Contact } from "../service-description.ts";
import type { Text } from "../text.ts";
import {
  filled,
  lineOf,
  type SettingCodec,
  type SettingInput,
  type Typed,
} from "./setting-input.ts";

type Maybe<T> = T | null | undefined;

/** A text in the languages of the service. */
export function textCodec(
  languages: readonly string[],
  type: "line" | "area" = "area",
): SettingCodec {
  return {
    inputs: (value) => textInputs(value as Maybe<Text>, languages, type),
    read: (typed) => readText(typed, languages),
  };
}

/** Several texts: one a line, the same line in each language. */
export function textsCodec(languages: readonly string[]): SettingCodec {
  return {
    inputs: (value) =>
      languages.map((language) => ({
        part: language,
        type: "area",
        language,
        value: [((value ?? []) as readonly Text[]).map((text) => text[language] ?? "").join("\n")],
      })),
    read: (typed) => {
      const columns = languages.map((language) => lineOf(typed, language).split("\n"));
      const count = Math.max(...columns.map((lines) => lines.length));
      return Array.from({ length: count }, (_, row) =>
        withGerman(languages.map((language, at) => [language, (columns[at]?.[row] ?? "").trim()])),
      ).filter((text) => text !== null);
    },
  };
}

/** Where one asks; nothing at all where everything is empty. */
export function contactCodec(languages: readonly string[]): SettingCodec {
  return {
    inputs: (value) => {
      const contact = value as Maybe<Contact>;
      const plain = (part: "address" | "phone" | "email", type: "line" | "area" = "line") => ({
        part,
        type,
        value: [contact?.[part] ?? ""],
      });
      return [
        ...textInputs(contact?.office, languages, "line", "office"),
        plain("address", "area"),
        plain("phone"),
        plain("email"),
        ...textInputs(contact?.openingHours, languages, "area", "openingHours"),
      ];
    },
    read: (typed) =>
      filled({
        office: readText(typed, languages, "office"),
        address: lineOf(typed, "address"),
        phone: lineOf(typed, "phone"),
        email: lineOf(typed, "email"),
        openingHours: readText(typed, languages, "openingHours"),
      }),
  };
}

/** The page in plain language: its text, or where it is. */
export const plainLanguageCodec: SettingCodec = {
  inputs: (value) => {
    const { text, page } = (value ?? {}) as { readonly text?: string; readonly page?: string };
    return [
      { part: "text", type: "area", value: [text ?? ""] },
      { part: "page", type: "line", value: [page ?? ""] },
    ];
  },
  read: (typed) => filled({ text: lineOf(typed, "text"), page: lineOf(typed, "page") }),
};

/** The video in sign language. */
export function signLanguageCodec(languages: readonly string[]): SettingCodec {
  return {
    inputs: (value) => {
      const { video, captions, transcript } = (value ?? {}) as {
        readonly video?: string;
        readonly captions?: string;
        readonly transcript?: Text;
      };
      return [
        { part: "video", type: "line", value: [video ?? ""] },
        { part: "captions", type: "line", value: [captions ?? ""] },
        ...textInputs(transcript, languages, "area", "transcript"),
      ];
    },
    read: (typed) =>
      filled({
        video: lineOf(typed, "video"),
        captions: lineOf(typed, "captions"),
        transcript: readText(typed, languages, "transcript"),
      }),
  };
}

function textInputs(
  value: Maybe<Text>,
  languages: readonly string[],
  type: "line" | "area",
  member = "",
): readonly SettingInput[] {
  return languages.map((language) => ({
    part: partOf(member, language),
    type,
    language,
    value: [value?.[language] ?? ""],
  }));
}

function readText(typed: Typed, languages: readonly string[], member = ""): object | null {
  return withGerman(
    languages.map((language) => [language, lineOf(typed, partOf(member, language))]),
  );
}

/** A text without its German part stays one, so that its check can say what is missing. */
function withGerman(lines: readonly (readonly [language: string, line: string])[]): object | null {
  const told = filled(Object.fromEntries(lines));
  return told && { de: "", ...told };
}

function partOf(member: string, language: string): string {
  return member === "" ? language : `${member}.${language}`;
}
