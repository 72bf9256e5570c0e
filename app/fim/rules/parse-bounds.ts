import { expectOneOf, isWord, next, peek, skipOneOf, stop, type Cursor } from "./cursor.ts";
import { isMark } from "./cursor.ts";
import type { Bound, Clause, Comparator, Reference } from "./sentence.ts";

const comparators: Readonly<Record<string, Comparator>> = {
  "<": "<",
  "<=": "<=",
  "=<": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "=>": ">=",
  "≥": ">=",
};

/** ">= 200000 bis < 300000", "> 5", ">= 1 UND < 3". */
export function readBounds(cursor: Cursor): readonly Bound[] {
  const bounds = [readBound(cursor)];
  const isJoined = isWord(peek(cursor), "bis", "und") && peek(cursor, 1).kind === "operator";
  if (isJoined) {
    next(cursor);
    bounds.push(readBound(cursor));
  }
  return bounds;
}

function readBound(cursor: Cursor): Bound {
  const comparator = comparators[peek(cursor).text];
  if (peek(cursor).kind !== "operator" || comparator === undefined) stop(cursor);
  next(cursor);
  const { kind, text } = peek(cursor);
  if (kind !== "number") stop(cursor, "Keine Zahl:");
  next(cursor);
  // "< 18 Jahre" is a span of time and not what the field holds.
  const after = peek(cursor);
  if (after.kind === "word" && !isWord(after, "bis", "und", "oder", "dann", "liegt", "ist")) {
    stop(cursor);
  }
  return { comparator, value: text };
}

/** "Eine Rechtsform ausgewählt wird, deren Code im Bereich >= a bis < b liegt"; undefined where it is not that. */
export function readRangeOfCodes(cursor: Cursor, subject: Reference): Clause | undefined {
  if (skipOneOf(cursor, "ein", "eine", "einen")) {
    if (peek(cursor).kind !== "word") return undefined;
    next(cursor);
    if (!skipOneOf(cursor, "ausgewählt", "gewählt")) return undefined;
    expectOneOf(cursor, "wird", "wurde", "ist");
    if (!isMark(peek(cursor), ",")) return undefined;
    next(cursor);
    if (!skipOneOf(cursor, "deren", "dessen")) return undefined;
    expectOneOf(cursor, "code", "schlüssel");
  } else if (!(isWord(peek(cursor), "im") && isWord(peek(cursor, 1), "bereich"))) {
    return undefined;
  }
  if (skipOneOf(cursor, "im")) expectOneOf(cursor, "bereich");
  skipOneOf(cursor, "von");
  const bounds = readBounds(cursor);
  skipOneOf(cursor, "liegt", "ist");
  return { op: "order", subject, bounds };
}
