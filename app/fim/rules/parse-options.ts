import { isWord, next, peek, skipMark, skipOneOf, skipWords, stop, type Cursor } from "./cursor.ts";
import { readLiteral, startsLiteral } from "./parse-literal.ts";
import { readReference, startsReference } from "./parse-reference.ts";
import type { Action, Literal, Reference } from "./sentence.ts";

type Filter = Extract<Action, { effect: "options" }>;
const nouns = ["code", "codes", "auswahl", "option", "optionen", "wert", "werte", "einträge"];

/**
 * "Im Datenfeld F… darf Auswahl 01 nicht ausgewählt werden", "in F… dürfen nur die Codes B ODER X ausgewählt
 * werden"; undefined where the sentence is about something else.
 */
export function readOptions(cursor: Cursor): Filter | undefined {
  const isVerbFirst = skipOneOf(cursor, "darf", "dürfen", "können");
  if (!isWord(peek(cursor), "in", "im") || !startsReference(cursor)) return undefined;
  const target = readReference(cursor, "action");
  if (!target) return undefined;
  if (!isVerbFirst && !skipOneOf(cursor, "darf", "dürfen", "können")) return undefined;
  return readFilter(cursor, target);
}

/** ", wobei nur die Codes B ODER X ausgewählt werden dürfen": about what was spoken of before. */
export function readOptionsBehind(
  cursor: Cursor,
  targets: readonly Reference[],
): Filter | undefined {
  const at = cursor.at;
  skipMark(cursor, ",");
  if (!skipOneOf(cursor, "wobei")) {
    cursor.at = at;
    return undefined;
  }
  const [target] = targets;
  if (!target || targets.length !== 1) stop(cursor, "Bezug unklar vor");
  const filter = readFilter(cursor, target);
  if (!skipOneOf(cursor, "dürfen", "darf", "können", "kann")) stop(cursor);
  return filter;
}

function readFilter(cursor: Cursor, target: Reference): Filter | undefined {
  const isOnly = skipOneOf(cursor, "nur");
  skipOneOf(cursor, "die", "der", "folgende", "folgenden");
  skipOneOf(cursor, ...nouns);
  if (!startsLiteral(cursor)) return undefined;
  const values: Literal[] = [readLiteral(cursor)];
  while (isSeparated(cursor)) {
    if (!skipMark(cursor, ",")) next(cursor);
    values.push(readLiteral(cursor));
  }
  const isWithout = skipOneOf(cursor, "nicht");
  if (isOnly === isWithout) stop(cursor);
  if (!skipWords(cursor, "ausgewählt", "werden") && !skipWords(cursor, "gewählt", "werden")) {
    stop(cursor);
  }
  return { effect: "options", target, values, without: isWithout };
}

function isSeparated(cursor: Cursor): boolean {
  const token = peek(cursor);
  return (
    (isWord(token, "und", "oder") || (token.kind === "mark" && token.text === ",")) &&
    startsLiteral(cursor, 1)
  );
}
