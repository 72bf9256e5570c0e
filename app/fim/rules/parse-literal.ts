import { isMark, isWord, next, peek, skipMark, stop, type Cursor } from "./cursor.ts";
import { startsReference } from "./parse-reference.ts";
import type { Literal } from "./sentence.ts";

const turns = ["dann", "wenn", "falls", "sofern", "sonst", "ansonsten", "andernfalls"];
const verbs = ["zeige", "blende", "aktiviere", "deaktiviere", "muss", "müssen", "darf", "dürfen"];
const choices = [
  "ausgewählt",
  "gewählt",
  "belegt",
  "liegt",
  "hat",
  "haben",
  "wird",
  "wurde",
  "ist",
];
const truths: ReadonlySet<string> = new Set(["wahr", "falsch", "ja", "nein", "true", "false"]);

/** `001`, `001 "Name"`, `"Name"`, `"001 Name"`, `wahr`, `02=Name`, `002 - Name`. */
export function readLiteral(cursor: Cursor): Literal {
  const first = peek(cursor);
  const { start } = first;
  if (first.kind === "quoted") {
    next(cursor);
    return { ...splitCombined(first.text), text: `„${first.text}“` };
  }
  if (first.kind === "word" && truths.has(first.lower)) {
    next(cursor);
    return { name: first.text, text: first.text };
  }
  const isCode =
    first.kind === "number" || (first.kind === "word" && /^[A-Z]{1,3}\d*$/.test(first.text));
  if (!isCode) stop(cursor, "Kein Wert:");
  next(cursor);
  const name = readLiteralName(cursor);
  const text = cursor.sentence.slice(start, peek(cursor, -1).end);
  return { code: first.text, ...(name !== undefined && { name }), text };
}

/** Whether a value begins here, or the comparison is repeated in front of one. */
export function startsLiteral(cursor: Cursor, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  if (token.kind === "quoted" || token.kind === "number" || token.kind === "operator") return true;
  return token.kind === "word" && (truths.has(token.lower) || /^[A-Z]{1,3}\d*$/.test(token.text));
}

/** A value whose quotation holds code and name: the code is only what it seems if the list agrees. */
function splitCombined(text: string): Pick<Literal, "code" | "name"> {
  const match = /^(\d+)\s*[-–=:]?\s+(\S.*)$/.exec(text);
  if (!match) return { name: text };
  const [, code, name] = match;
  return { ...(code !== undefined && { code }), ...(name !== undefined && { name }) };
}

function readLiteralName(cursor: Cursor): string | undefined {
  const hasDash = skipMark(cursor, "-", "–") || skipEquals(cursor);
  if (peek(cursor).kind === "quoted") return next(cursor).text;
  const first = peek(cursor);
  const length = nameLength(cursor);
  if (length === 0) {
    if (hasDash) stop(cursor);
    return undefined;
  }
  const last = peek(cursor, length - 1);
  cursor.at += length;
  return cursor.sentence.slice(first.start, last.end);
}

/** Whether "ausgewählt wird" or "ist" ends what is compared, rather than belonging to a name. */
function endsAfter(cursor: Cursor, length: number): boolean {
  const after = peek(cursor, length + 1);
  if (after.kind === "end" || isMark(after, ",", ".", ";", ")")) return length > 0;
  return isWord(after, ...turns, "wird", "wurde", "ist", "werden");
}

function skipEquals(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.kind !== "operator" || token.text !== "=") return false;
  cursor.at += 1;
  return true;
}

function nameLength(cursor: Cursor): number {
  let depth = 0;
  for (let length = 0; ; length += 1) {
    const token = peek(cursor, length);
    if (isMark(token, "(")) depth += 1;
    if (isMark(token, ")")) {
      depth -= 1;
      if (depth < 0) return length;
    }
    if (token.kind === "end" || token.kind === "ids" || token.kind === "operator") return length;
    if (depth > 0) continue;
    if (token.kind === "quoted" || isMark(token, ".", ";", ",", ":")) return length;
    if (isWord(token, ...turns, ...verbs)) return length;
    if (isWord(token, ...choices) && endsAfter(cursor, length)) return length;
    if (isWord(token, "nicht") && isWord(peek(cursor, length + 1), ...choices)) return length;
    const joins = isWord(token, "und", "oder");
    if (joins && (startsLiteral(cursor, length + 1) || startsReference(cursor, length + 1))) {
      return length;
    }
  }
}
