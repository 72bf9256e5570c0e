import type { FieldKind, FieldOptions, FieldValues } from "./kinds.ts";
import { latinDigits } from "./latin-digits.ts";

/** What a kind's functions need to know of a field; definition and page form both satisfy it. */
export interface FieldFacts<K extends FieldKind> {
  readonly options: FieldOptions<K>;
}

/** Something typed that cannot be read as a value; `part` names the control of a composite kind. */
export interface Unreadable {
  readonly ok: false;
  readonly code: string;
  readonly part?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
/** `undefined`: nothing was entered. */
export type Reading<V> = { readonly ok: true; readonly value: V | undefined } | Unreadable;

/** The values that a browser sent for one part of a control. */
export type Parts = (part: string) => readonly string[];

/** Words and language for printing; the words come from `locales`. */
export interface FormatContext {
  readonly language: string;
  readonly words: { readonly yes: string; readonly no: string; readonly declared: string };
  /** Label of a code in a list, in the language. */
  readonly labelOf: (list: string, code: string) => string;
}

/** The part of a check that depends on the moment. */
export interface CheckContext {
  /** ISO date of today at the authority. */
  readonly today: string;
  /** Whether a list has a code; undefined: cannot be told here (long lists in the browser). */
  readonly hasCode: (list: string, code: string) => boolean | undefined;
}

/** Says what is wrong with a value, one problem for a control. */
export type Check = (value: unknown, context: CheckContext) => readonly Unreadable[];

/** Everything that the engine knows of one kind of field. Its other half, the component, lives in `forms/fields`. */
export interface FieldKindRules<K extends FieldKind> {
  /** Names of the controls below the field's name; `[""]` for a single control. */
  readonly parts: readonly string[];
  /** From what a browser sent to a candidate value. */
  read: (parts: Parts, field: FieldFacts<K>) => Reading<FieldValues[K]>;
  /** Compiles the check of the canonical values of a field; what is stored may be older than the field. */
  check: (options: FieldOptions<K>) => Check;
  /** The inverse of `read`: what stands in the controls for a value. */
  write: (value: FieldValues[K]) => Readonly<Record<string, string | readonly string[]>>;
  /** For people, in their language. */
  format: (value: FieldValues[K], field: FieldFacts<K>, context: FormatContext) => string;
}

export function found<V>(value: V): Reading<V> {
  return { ok: true, value };
}
export const nothing = { ok: true, value: undefined } as const;
export function unreadable(
  code: string,
  extra: { part?: string; params?: Readonly<Record<string, string | number>> } = {},
): Unreadable {
  return { ok: false, code, ...extra };
}

export const fine: readonly Unreadable[] = [];
export function fault(
  code: string,
  params?: Readonly<Record<string, string | number>>,
): readonly Unreadable[] {
  return [unreadable(code, params && { params })];
}

/** The single value of a part: the last one sent, NFC, trimmed, inner white space folded to one space, Latin figures. */
export function line(parts: Parts, part = ""): string {
  return latinDigits((parts(part).at(-1) ?? "").normalize("NFC"))
    .replace(/\s+/g, " ")
    .trim();
}
