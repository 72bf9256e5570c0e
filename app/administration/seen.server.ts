import type { Sql } from "#db/connect.ts";
import { sorted } from "../domain/versions/change.ts";
import { sha256 } from "../platform/crypto.server.ts";

/** What a form shows, by the name of its field; what it does not show but must not be lost either (a picture) by any name. */
export type ShownFacts = Readonly<Record<string, string>>;

/** A mark of what a form showed, which comes back with it. */
export function seenOf(facts: ShownFacts): string {
  return sha256(sorted(facts)).slice(0, 24);
}

/** Somebody else has saved something else since the form was shown. Nothing was written. */
export interface Overtaken {
  readonly kind: "overtaken";
  readonly theirs: ShownFacts;
  /** With this, one's own is saved all the same. */
  readonly seen: string;
}

/** What a form brings with it: its mark (`undefined`: it has none, and wins), and what was typed, where that is all of it. */
export interface Sent {
  readonly seen: string | undefined;
  readonly typed: ShownFacts | undefined;
}

/**
 * Tells whether a form was overtaken, and lets nobody save the same thing meanwhile. Who sends the same twice, or what stands there
 * already, is not. Wants a transaction; `what` with the municipality, e.g. `look 000000000001`.
 */
export async function overtaken(
  sql: Sql,
  what: string,
  { seen, typed }: Sent,
  read: () => Promise<ShownFacts>,
): Promise<Overtaken | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`form ${what}`}))`;
  const theirs = await read();
  const mark = seenOf(theirs);
  if (seen === undefined || seen === mark || (typed && says(theirs, typed))) return undefined;
  return { kind: "overtaken", theirs, seen: mark };
}

function says(theirs: ShownFacts, typed: ShownFacts): boolean {
  const plain = (text = "") => text.replace(/\r\n?/g, "\n").trim();
  return Object.keys(typed).every((name) => plain(theirs[name]) === plain(typed[name]));
}
