import type { Text } from "../text.ts";

/** One control of a form for a setting. */
export interface SettingInput {
  /** Behind the name of the place: a language, a code, or a word of the portal's texts. */
  readonly part: string;
  readonly type: "line" | "area" | "flag" | "choices" | "choice";
  /** Of the text, where it is one. */
  readonly language?: string;
  /** Where no word of the portal names it. */
  readonly label?: Text;
  readonly value: readonly string[];
  readonly choices?: readonly { readonly value: string; readonly label?: Text }[];
  /** Which of the portal's texts name the choices that have no label of their own, "" among them. */
  readonly words?: string;
}

/** What was typed into one control of a setting. */
export type Typed = (part: string) => readonly string[];

/** How a kind of value is asked for, and read again. `read` gives what cannot be as it was typed: its check refuses it. */
export interface SettingCodec {
  readonly inputs: (value: unknown) => readonly SettingInput[];
  readonly read: (typed: Typed) => unknown;
}

/** The name of a control: place and part. */
export function controlName(place: string, part: string): string {
  return `s ${place} ${part}`;
}

/** Place and part of a control, by its name; undefined where it is of no setting. */
export function readControlName(name: string): { place: string; part: string } | undefined {
  const [, place = "", part = ""] = /^s (\S+) (.*)$/.exec(name) ?? [];
  return place === "" ? undefined : { place, part };
}

/** The box that takes a setting away, so that what lies below it counts again. */
export function resetName(place: string): string {
  return `r ${place}`;
}

export function lineOf(typed: Typed, part: string): string {
  return (typed(part)[0] ?? "").replaceAll("\r\n", "\n").normalize("NFC").trim();
}

/** Without members that were left empty; null where nothing is left. */
export function filled(members: Readonly<Record<string, unknown>>): object | null {
  const rest = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== "" && value !== null,
  );
  return rest.length === 0 ? null : Object.fromEntries(rest);
}
