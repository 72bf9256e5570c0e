import { isMark, isWord, peek, skipMark, skipOneOf, stop, type Cursor } from "./cursor.ts";
import type { Clause } from "./sentence.ts";

/** The Länder by the first two digits of the ARS. */
const states: Readonly<Record<string, readonly string[]>> = {
  "01": ["sh", "schleswig-holstein"],
  "02": ["hh", "hamburg"],
  "03": ["ni", "niedersachsen"],
  "04": ["hb", "bremen"],
  "05": ["nw", "nrw", "nordrhein-westfalen"],
  "06": ["he", "hessen"],
  "07": ["rp", "rheinland-pfalz"],
  "08": ["bw", "baden-württemberg"],
  "09": ["by", "bayern"],
  "10": ["sl", "saarland"],
  "11": ["be", "berlin"],
  "12": ["bb", "brandenburg"],
  "13": ["mv", "mecklenburg-vorpommern"],
  "14": ["sn", "sachsen"],
  "15": ["st", "sachsen-anhalt"],
  "16": ["th", "thüringen"],
};
const codes: ReadonlyMap<string, string> = new Map(
  Object.entries(states).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
);
const nouns = ["land", "bundesland", "länder", "bundesländer", "ländern", "bundesländern"];
const others = ["anderen", "andere", "übrigen", "restlichen"];

/** Whether a list of Länder, or all others, begins behind "für". */
export function startsStates(cursor: Cursor, ahead = 0): boolean {
  let at = ahead;
  while (isWord(peek(cursor, at), "nur", "das", "die", "den", "alle", ...others)) at += 1;
  const token = peek(cursor, at);
  return isWord(token, ...nouns) || isState(token.text, token.lower);
}

function isState(text: string, lower: string): boolean {
  return codes.has(lower) && (text.length > 3 || text === text.toUpperCase());
}

/**
 * "das Land X", "die Länder X, Y und Z", "alle anderen Länder", "alle Länder außer X": read from behind "für".
 * Whoever speaks of the others means those that the rule has not named yet.
 */
export function readStates(cursor: Cursor): Clause {
  skipOneOf(cursor, "das", "die", "den");
  const all = skipOneOf(cursor, "alle");
  if (skipOneOf(cursor, ...others)) {
    if (!skipOneOf(cursor, ...nouns) || cursor.states.size === 0) stop(cursor);
    return { op: "not", clause: { op: "states", states: [...cursor.states] } };
  }
  const hasNoun = skipOneOf(cursor, ...nouns);
  // "Für die Länder für X" is a slip that changes nothing.
  if (hasNoun && isWord(peek(cursor), "für")) cursor.at += 1;
  if (all && !(hasNoun && skipOneOf(cursor, "außer", "ausser"))) stop(cursor);
  const named = readNames(cursor);
  for (const state of named) cursor.states.add(state);
  const clause: Clause = { op: "states", states: named };
  return all ? { op: "not", clause } : clause;
}

function readNames(cursor: Cursor): string[] {
  const named: string[] = [];
  for (;;) {
    const { text, lower } = peek(cursor);
    const code = isState(text, lower) ? codes.get(lower) : undefined;
    if (code === undefined) stop(cursor, "Kein Land:");
    named.push(code);
    cursor.at += 1;
    const separated = isMark(peek(cursor), ",", "/") || isWord(peek(cursor), "und", "oder");
    const { text: after, lower: afterLower } = peek(cursor, 1);
    if (!separated || !isState(after, afterLower)) return named;
    if (!skipMark(cursor, ",", "/")) cursor.at += 1;
  }
}
