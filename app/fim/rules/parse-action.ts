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
  cursor.targets = read.actions.at(-1)?.targets ?? [];
  const filter = readOptionsBehind(cursor, cursor.targets);
  return { ...read, actions: [...read.actions, ...(filter ? [filter] : [])] };
}

type Decision = Extract<Action, { targets: unknown }>;
interface ReadAction {
  readonly actions: readonly Decision[];
  readonly scope?: Clause;
}

function readTargets(cursor: Cursor): readonly Reference[] {
  const targets = readBackReference(cursor) ?? readReferences(cursor);
  if (targets.length === 0) stop(cursor);
  return targets;
}

/** "Zeige X (nicht) an", "blende X aus", "aktiviere X", "deaktiviere X", "mache es zu einer Pflichtangabe". */
function readImperative(cursor: Cursor): ReadAction | undefined {
  if (skipOneOf(cursor, "zeige")) return { actions: [readShow(cursor)] };
  if (skipOneOf(cursor, "blende")) {
    const targets = readTargets(cursor);
    if (skipOneOf(cursor, "aus")) return { actions: [{ effect: "forbid", targets }] };
    expectOneOf(cursor, "ein");
    return { actions: [{ effect: "show", targets }] };
  }
  if (skipOneOf(cursor, "aktiviere")) {
    const targets = readTargets(cursor);
    if (skipOneOf(cursor, "als")) expectOneOf(cursor, ...duties);
    return { actions: [{ effect: "require", targets }] };
  }
  if (skipOneOf(cursor, "deaktiviere")) {
    return { actions: [{ effect: "forbid", targets: readTargets(cursor) }] };
  }
  if (!skipOneOf(cursor, "mache")) return undefined;
  expectOneOf(cursor, "es", "sie", "ihn", "dieses", "diese");
  if (skipWords(cursor, "zu", "einer")) expectOneOf(cursor, "pflichtangabe", "pflichtgruppe");
  else if (skipOneOf(cursor, "zum")) expectOneOf(cursor, "pflichtfeld");
  else stop(cursor);
  if (cursor.targets.length !== 1) stop(cursor, "Bezug unklar vor");
  return { actions: [{ effect: "require", targets: cursor.targets }] };
}

function readShow(cursor: Cursor): Decision {
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

/**
 * "Muss X befüllt werden" or "X muss befüllt werden", with "für das Land Y" in its middle; "muss X angezeigt und Y
 * ausgeblendet werden" has its last word once for both.
 */
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
  const isOnly = skipOneOf(cursor, "nur");
  const scope = readInnerScope(cursor);
  if (isOnly && (!scope || !speaksOfOthers(cursor))) stop(cursor);
  const tail = readTail(cursor);
  // "Darf nur für X angezeigt werden": what holds elsewhere is said behind it.
  const modal = isOnly && verb.lower === "darf" ? "muss" : verb.lower;
  const effect = verb.lower === "erscheint" ? effectOfAppearing(tail) : effectOf(modal, tail);
  if (effect !== undefined) return { actions: [{ effect, targets }], ...(scope && { scope }) };
  const shared = scope ? undefined : readShared(cursor, modal, tail);
  if (!shared) {
    cursor.at -= tail.length;
    stop(cursor);
  }
  return { actions: [{ effect: shared.effect, targets }, shared.action] };
}

/** The second half of "muss X angezeigt und Y ausgeblendet werden". */
function readShared(cursor: Cursor, modal: string, tail: readonly string[]) {
  return attempt(cursor, () => {
    if (!skipOneOf(cursor, "und") || !startsReference(cursor)) return undefined;
    const targets = readTargets(cursor);
    const second = readTail(cursor);
    const last = second.at(-1);
    if (last !== "werden" && last !== "sein") return undefined;
    const effect = effectOf(modal, [...tail, last]);
    const other = effectOf(modal, second);
    return effect && other ? { effect, action: { effect: other, targets } } : undefined;
  });
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
  if (!isWord(peek(cursor), "für", "in") || !startsStates(cursor, 1)) return undefined;
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
