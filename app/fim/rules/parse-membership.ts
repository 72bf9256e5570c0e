import {
  expectOneOf,
  isMark,
  isWord,
  next,
  peek,
  skipMark,
  skipOneOf,
  skipWords,
  stop,
} from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { NotUnderstood } from "./not-understood.ts";
import { readLiteral, startsLiteral } from "./parse-literal.ts";
import {
  not,
  type Action,
  type Clause,
  type Literal,
  type Reference,
  type Statement,
} from "./sentence.ts";

/** The values of communities such as "EU, EWR und Schweiz", by their names. */
export type Communities = Map<string, readonly Literal[]>;

const glue = ["zur", "zum", "zu", "der", "dem", "den", "oder", "und", "von"];

/**
 * "Ein Staat gewählt wird, der (nicht) zur EU, zum EWR oder zur Schweiz gehört": which values that are must be said
 * elsewhere in the rule. Undefined where the sentence is about something else.
 */
export function readMembership(cursor: Cursor, subject: Reference): Clause | undefined {
  if (!skipOneOf(cursor, "ein", "eine")) return undefined;
  if (peek(cursor).kind !== "word") return undefined;
  next(cursor);
  if (!skipOneOf(cursor, "gewählt", "ausgewählt")) return undefined;
  if (!skipOneOf(cursor, "wird", "wurde", "ist") || !skipMark(cursor, ",")) return undefined;
  if (!skipOneOf(cursor, "der", "die", "das")) return undefined;
  const isOutside = skipOneOf(cursor, "nicht");
  if (!isWord(peek(cursor), "zur", "zum", "zu")) return undefined;
  const community = readCommunity(cursor);
  expectOneOf(cursor, "gehört");
  const member: Clause = { op: "isMember", subject, community };
  if (!isOutside) return member;
  // Something is chosen, and it is none of them.
  return { op: "and", clauses: [{ op: "filled", subject }, not(member)] };
}

/** "Die Mitgliedstaaten der EU, EWR und Schweiz (Stand …) sind …: 124 Belgien, …"; false where it is not that. */
export function readDefinition(cursor: Cursor, communities: Communities): boolean {
  if (!isWord(peek(cursor), "die")) return false;
  if (!isWord(peek(cursor, 1), "mitgliedstaaten", "mitgliedsstaaten", "staaten")) return false;
  cursor.at += 2;
  const community = readCommunity(cursor);
  if (skipMark(cursor, "(")) {
    while (!isMark(peek(cursor), ")") && peek(cursor).kind !== "end") next(cursor);
    if (!skipMark(cursor, ")")) stop(cursor);
  }
  expectOneOf(cursor, "sind");
  skipWords(cursor, "alphabetisch", "sortiert");
  if (!skipMark(cursor, ":")) stop(cursor);
  const values = [readLiteral(cursor)];
  while ((isMark(peek(cursor), ",") || isWord(peek(cursor), "und")) && startsLiteral(cursor, 1)) {
    next(cursor);
    values.push(readLiteral(cursor));
  }
  communities.set(community, values);
  return true;
}

function readCommunity(cursor: Cursor): string {
  const names: string[] = [];
  for (;;) {
    if (skipMark(cursor, ",") || skipOneOf(cursor, ...glue)) continue;
    const { kind, lower } = peek(cursor);
    if (kind !== "word" || lower === "gehört" || lower === "sind") break;
    names.push(lower);
    cursor.at += 1;
  }
  if (names.length === 0) stop(cursor);
  return names.sort().join(" ");
}

/** Puts the values in the place of the communities. */
export function withMembers(statement: Statement, communities: Communities): Statement {
  const { condition, actions } = statement;
  return {
    ...(condition && { condition: fill(condition, communities) }),
    actions: actions.map((action): Action =>
      action.effect === "valid" ? { ...action, clause: fill(action.clause, communities) } : action,
    ),
  };
}

function fill(clause: Clause, communities: Communities): Clause {
  switch (clause.op) {
    case "not":
      return { op: "not", clause: fill(clause.clause, communities) };
    case "and":
    case "or":
    case "xor":
      return { op: clause.op, clauses: clause.clauses.map((part) => fill(part, communities)) };
    case "isMember": {
      const values = communities.get(clause.community);
      if (values) return { op: "is", subject: clause.subject, values };
      throw new NotUnderstood(
        "grammar",
        `Wer zu ${clause.community} gehört, sagt die Regel nicht.`,
      );
    }
    default:
      return clause;
  }
}
