import { NotUnderstood } from "./not-understood.ts";
import type { Reference } from "./sentence.ts";
import { tokensOf, type Token } from "./tokens.ts";

/** A place in the tokens of a rule, with what was spoken of last. */
export interface Cursor {
  readonly tokens: readonly Token[];
  readonly sentence: string;
  at: number;
  /** What "es" or "die Gruppe" means. */
  targets: readonly Reference[];
  /** What a comparison without a field means. */
  subject: Reference | undefined;
  /** All Länder named so far: the others are those that are not among them. */
  readonly states: Set<string>;
}

export function cursorOn(sentence: string): Cursor {
  return {
    tokens: tokensOf(sentence),
    sentence,
    at: 0,
    targets: [],
    subject: undefined,
    states: new Set(),
  };
}

const end: Token = { kind: "end", text: "", lower: "", start: 0, end: 0 };

export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.at + ahead] ?? end;
}

export function next(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

export function isWord(token: Token, ...words: readonly string[]): boolean {
  return token.kind === "word" && words.includes(token.lower);
}

export function isMark(token: Token, ...marks: readonly string[]): boolean {
  return token.kind === "mark" && marks.includes(token.text);
}

/** Steps over the words if they stand here, one behind the other. */
export function skipWords(cursor: Cursor, ...words: readonly string[]): boolean {
  if (!words.every((word, index) => isWord(peek(cursor, index), word))) return false;
  cursor.at += words.length;
  return true;
}

/** Steps over one of the words. */
export function skipOneOf(cursor: Cursor, ...words: readonly string[]): boolean {
  if (!isWord(peek(cursor), ...words)) return false;
  cursor.at += 1;
  return true;
}

export function skipMark(cursor: Cursor, ...marks: readonly string[]): boolean {
  if (!isMark(peek(cursor), ...marks)) return false;
  cursor.at += 1;
  return true;
}

export function expectOneOf(cursor: Cursor, ...words: readonly string[]): void {
  if (!skipOneOf(cursor, ...words)) stop(cursor);
}

/** Gives up here; the reason shows the place. */
export function stop(cursor: Cursor, why = "Nicht verstanden ab"): never {
  const { start } = peek(cursor);
  const rest = cursor.sentence.slice(start, start + 60).replace(/\s+/g, " ");
  throw new NotUnderstood("grammar", rest === "" ? `${why} Satzende` : `${why} „${rest}“`);
}

/** Tries a way of reading; if it does not fit, the cursor stands where it stood. */
export function attempt<T>(cursor: Cursor, read: () => T | undefined): T | undefined {
  const { at, targets, subject } = cursor;
  const result = read();
  if (result === undefined) Object.assign(cursor, { at, targets, subject });
  return result;
}
