import {
  attempt,
  expectOneOf,
  isMark,
  isWord,
  next,
  peek,
  skipMark,
  skipOneOf,
  skipWords,
  stop,
  type Cursor,
} from "./cursor.ts";
import { readOptions, readOptionsBehind } from "./parse-options.ts";
import { readCalendarDay, readValidity } from "./parse-validity.ts";
import {
  isAtEnd,
  readBackReference,
  readReferences,
  startsReference,
  startsSomething,
} from "./parse-reference.ts";
import type { Action, Clause, Reference } from "./sentence.ts";
import { readStates, startsStates } from "./states.ts";
import { effectOf, modals } from "./tails.ts";

const duties = ["pflicht", "pflichtfeld", "pflichtfelder", "pflichtangabe", "pflichtgruppe"];

/** What a clause does, and for which Länder where it says so in its middle. */
export interface ScopedActions {
  readonly actions: readonly Action[];
  readonly scope?: Clause;
}

/** One or more actions joined by UND or commas. */
export function readActions(cursor: Cursor): ScopedActions {
  const first = readAction(cursor);
  const actions = [...first.actions];
  for (;;) {
    const isJoined =
      isWord(peek(cursor), "und") || (isMark(peek(cursor), ",") && !endsList(cursor, 1));
    if (!isJoined || !startsAction(cursor, 1)) break;
    if (first.scope) stop(cursor);
    next(cursor);
    const { actions: more, scope } = readAction(cursor);
    if (scope) stop(cursor);
    actions.push(...more);
  }
  return { ...first, actions };
}

function endsList(cursor: Cursor, ahead: number): boolean {
  return isWord(peek(cursor, ahead), "wenn", "falls", "sonst", "ansonsten", "bei", "für", "wobei");
}

function startsAction(cursor: Cursor, ahead: number): boolean {
  const token = peek(cursor, ahead);
  if (startsSomething(cursor, ahead)) return true;
  if (token.kind !== "word") return false;
  return token.lower in modals || ["es", "die", "das", "der", "erscheint"].includes(token.lower);
}

function readAction(cursor: Cursor): ScopedActions {
  const special =
    attempt(cursor, () => readCalendarDay(cursor)) ??
    attempt(cursor, () => readValidity(cursor)) ??
    attempt(cursor, () => readOptions(cursor));
  if (special) return { actions: [special] };
  const read = readImperative(cursor) ?? readClause(cursor);
  const { effect, targets } = read.action;
  cursor.targets = targets;
  const filter = readOptionsBehind(cursor, targets);
  const actions: Action[] = [{ effect, targets }, ...(filter ? [filter] : [])];
  return { actions, ...(read.scope && { scope: read.scope }) };
}

interface ReadAction {
  readonly action: Extract<Action, { targets: unknown }>;
  readonly scope?: Clause;
}

function readTargets(cursor: Cursor): readonly Reference[] {
  const targets = readBackReference(cursor) ?? readReferences(cursor);
  if (targets.length === 0) stop(cursor);
  return targets;
}

/** "Zeige X (nicht) an", "blende X aus", "aktiviere X", "deaktiviere X", "mache es zu einer Pflichtangabe". */
function readImperative(cursor: Cursor): ReadAction | undefined {
  if (skipOneOf(cursor, "zeige")) return { action: readShow(cursor) };
  if (skipOneOf(cursor, "blende")) {
    const targets = readTargets(cursor);
    if (skipOneOf(cursor, "aus")) return { action: { effect: "forbid", targets } };
    expectOneOf(cursor, "ein");
    return { action: { effect: "show", targets } };
  }
  if (skipOneOf(cursor, "aktiviere")) {
    const targets = readTargets(cursor);
    if (skipOneOf(cursor, "als")) expectOneOf(cursor, ...duties);
    return { action: { effect: "require", targets } };
  }
  if (skipOneOf(cursor, "deaktiviere")) {
    return { action: { effect: "forbid", targets: readTargets(cursor) } };
  }
  if (skipWords(cursor, "mache", "es", "zu", "einer")) {
    expectOneOf(cursor, "pflichtangabe");
    return dutyOf(cursor);
  }
  if (skipWords(cursor, "mache", "es", "zum")) {
    expectOneOf(cursor, "pflichtfeld");
    return dutyOf(cursor);
  }
  return undefined;
}

function dutyOf(cursor: Cursor): ReadAction {
  if (cursor.targets.length !== 1) stop(cursor, "Bezug unklar vor");
  return { action: { effect: "require", targets: cursor.targets } };
}

function readShow(cursor: Cursor): ReadAction["action"] {
  let isDuty = skipDuty(cursor);
  const targets = readTargets(cursor);
  const isNegated = skipOneOf(cursor, "nicht");
  isDuty = skipDuty(cursor) || isDuty;
  skipOneOf(cursor, "an");
  if (!isAtEnd(cursor)) stop(cursor);
  if (isNegated && isDuty) stop(cursor);
  return { effect: isNegated ? "forbid" : isDuty ? "require" : "show", targets };
}

function skipDuty(cursor: Cursor): boolean {
  if (!isWord(peek(cursor), "als") || !isWord(peek(cursor, 1), ...duties)) return false;
  cursor.at += 2;
  return true;
}

/** "Muss X befüllt werden" or "X muss befüllt werden", with "für das Land Y" in its middle. */
function readClause(cursor: Cursor): ReadAction {
  const first = peek(cursor);
  const isVerbFirst =
    first.kind === "word" && (first.lower in modals || first.lower === "erscheint");
  if (isVerbFirst) next(cursor);
  const targets = readTargets(cursor);
  const verb = isVerbFirst ? first : next(cursor);
  if (verb.kind !== "word") {
    cursor.at -= 1;
    stop(cursor);
  }
  const isAmong = verb.lower === "muss" && skipOneOf(cursor, "es");
  if (isAmong) stop(cursor);
  const isOnly = skipOneOf(cursor, "nur");
  const scope = readInnerScope(cursor);
  if (isOnly && (!scope || !speaksOfOthers(cursor))) stop(cursor);
  const tail = readTail(cursor);
  const effect = verb.lower === "erscheint" ? effectOfAppearing(tail) : effectOf(verb.lower, tail);
  if (effect === undefined) {
    cursor.at -= tail.length;
    stop(cursor);
  }
  return { action: { effect, targets }, ...(scope && { scope }) };
}

function effectOfAppearing(tail: readonly string[]): "show" | "forbid" | undefined {
  if (tail.length === 0) return "show";
  return tail.join(" ") === "nicht" ? "forbid" : undefined;
}

/** "Nur für X" leaves open what holds elsewhere, unless the rule goes on to say it. */
function speaksOfOthers(cursor: Cursor): boolean {
  return cursor.tokens.slice(cursor.at).some((token) => isWord(token, "anderen", "übrigen"));
}

function readInnerScope(cursor: Cursor): Clause | undefined {
  if (!isWord(peek(cursor), "für") || !startsStates(cursor, 1)) return undefined;
  next(cursor);
  return readStates(cursor);
}

function readTail(cursor: Cursor): readonly string[] {
  const tail: string[] = [];
  while (!isAtEnd(cursor) && !isWord(peek(cursor), "für") && !startsReference(cursor)) {
    if (peek(cursor).kind !== "word") stop(cursor);
    tail.push(next(cursor).lower);
  }
  return tail;
}

/** Steps over what separates statements. */
export function skipSeparators(cursor: Cursor): void {
  while (skipMark(cursor, ".", ";", ",", ":")) {
    // Several may follow each other.
  }
}
