import {
  cursorOn,
  isMark,
  isWord,
  peek,
  skipMark,
  skipOneOf,
  skipWords,
  stop,
  type Cursor,
} from "./cursor.ts";
import { NotUnderstood, type OpenReason } from "./not-understood.ts";
import { readActions, skipSeparators } from "./parse-action.ts";
import { readCondition } from "./parse-condition.ts";
import { readDefinition, withMembers, type Communities } from "./parse-membership.ts";
import { startsReference } from "./parse-reference.ts";
import { both, not, type Action, type Clause, type Statement } from "./sentence.ts";
import { readStates, startsStates } from "./states.ts";

export type ParsedRule =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly reason: OpenReason; readonly message: string };

/**
 * Reads the German sentences of one rule. All of it or nothing: a rule of which a part is not understood may mean
 * the opposite of what the rest seems to say.
 */
export function parseRule(sentence: string): ParsedRule {
  try {
    const cursor = cursorOn(sentence.normalize("NFC"));
    const statements = readStatements(cursor);
    if (statements.length > 0) return { ok: true, statements };
    return { ok: false, reason: "noSentence", message: "Die Regel hat keinen Text." };
  } catch (thrown) {
    if (!(thrown instanceof NotUnderstood)) throw thrown;
    return { ok: false, reason: thrown.reason, message: thrown.message };
  }
}

function readStatements(cursor: Cursor): readonly Statement[] {
  const statements: Statement[] = [];
  const communities: Communities = new Map();
  /** Holds until the next heading "Für das Land … gilt:". */
  let heading: Clause | undefined;
  for (;;) {
    skipSeparators(cursor);
    if (peek(cursor).kind === "end") break;
    if (skipExplanation(cursor) || readDefinition(cursor, communities)) continue;
    let scope: Clause | undefined;
    if (isWord(peek(cursor), "für") && startsStates(cursor, 1)) {
      cursor.at += 1;
      scope = readStates(cursor);
      if (skipOneOf(cursor, "gilt")) {
        if (!skipMark(cursor, ":", ".")) stop(cursor);
        heading = scope;
        continue;
      }
      // A sentence of its own about some Länder says nothing of a heading before it.
      if (heading) stop(cursor);
      skipMark(cursor, ":");
    }
    statements.push(...readStatement(cursor, both(heading, scope)));
    endStatement(cursor);
  }
  return statements.map((statement) => withMembers(statement, communities));
}

/** "D.h. …": an explanation in other words, skipped as far as it names nothing. */
function skipExplanation(cursor: Cursor): boolean {
  const [first, second, third] = [peek(cursor), peek(cursor, 1), peek(cursor, 2)];
  const isShort = isWord(first, "d") && isMark(second, ".") && isWord(third, "h");
  if (!isShort && !(isWord(first, "das") && isWord(second, "heißt"))) return false;
  const rest = cursor.tokens.slice(cursor.at);
  if (rest.some(({ kind }) => kind === "ids")) stop(cursor);
  cursor.at = cursor.tokens.length - 1;
  return true;
}

function readStatement(cursor: Cursor, scope: Clause | undefined): readonly Statement[] {
  if (!startsCase(cursor)) return readUnconditional(cursor, scope);
  cursor.at += 1;
  const condition = readCondition(cursor);
  return readConsequence(cursor, condition, scope);
}

function startsCase(cursor: Cursor): boolean {
  if (isWord(peek(cursor), "wenn", "falls", "sofern")) return true;
  if (!isWord(peek(cursor), "bei")) return false;
  return peek(cursor, 1).kind === "operator" || startsReference(cursor, 1);
}

function readConsequence(
  cursor: Cursor,
  condition: Clause,
  scope: Clause | undefined,
): readonly Statement[] {
  skipMark(cursor, ",");
  skipOneOf(cursor, "dann", "so");
  skipMark(cursor, ",", ":");
  const { actions, scope: inner } = readActions(cursor);
  const holds = both(both(scope, inner), condition);
  const statements = [statementOf(holds, actions)];
  const otherwise = readOtherwise(cursor, actions);
  if (otherwise && inner) stop(cursor, "Gegenfall je Land unklar vor");
  if (otherwise) statements.push(statementOf(both(scope, not(condition)), otherwise));
  return statements;
}

function statementOf(condition: Clause | undefined, actions: readonly Action[]): Statement {
  return { ...(condition && { condition }), actions };
}

/** "SONST zeige X nicht an", "ansonsten nicht". */
function readOtherwise(cursor: Cursor, actions: readonly Action[]): readonly Action[] | undefined {
  const at = cursor.at;
  skipMark(cursor, ",", ".", ";");
  if (!skipOneOf(cursor, "sonst", "ansonsten", "andernfalls")) {
    cursor.at = at;
    return undefined;
  }
  skipMark(cursor, ",");
  if (skipWords(cursor, "nicht")) return actions.map((action) => oppositeOf(cursor, action));
  const { actions: otherwise, scope } = readActions(cursor);
  if (scope) stop(cursor);
  return otherwise;
}

function oppositeOf(cursor: Cursor, action: Action): Action {
  if (action.effect === "show" || action.effect === "require")
    return { ...action, effect: "forbid" };
  return stop(cursor);
}

/** "X muss befüllt werden", perhaps with its condition behind it. */
function readUnconditional(cursor: Cursor, scope: Clause | undefined): readonly Statement[] {
  const { actions, scope: inner } = readActions(cursor);
  const around = both(scope, inner);
  const at = cursor.at;
  skipMark(cursor, ",");
  if (!startsCase(cursor)) {
    cursor.at = at;
    return [statementOf(around, actions)];
  }
  cursor.at += 1;
  const condition = readCondition(cursor);
  // What follows a condition may belong to it as well as to what stands before: then nothing is certain.
  if (!isMark(peek(cursor), ".", ";") && peek(cursor).kind !== "end") stop(cursor);
  return [statementOf(both(around, condition), actions)];
}

/** Behind a statement the sentence ends, or another begins with its condition or its Länder. */
function endStatement(cursor: Cursor): void {
  const token = peek(cursor);
  if (token.kind === "end" || isMark(token, ".", ";")) return;
  const ahead = isMark(token, ",") || isWord(token, "und") ? 1 : 0;
  const following = peek(cursor, ahead);
  if (isWord(following, "wenn", "falls", "sofern", "bei", "für")) {
    cursor.at += ahead;
    return;
  }
  stop(cursor);
}
