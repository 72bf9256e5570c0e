import { query, type Sql } from "#db/connect.ts";
import {
  deleteSession,
  findLiveSession,
  insertSession,
  touchSession,
} from "#db/queries/sessions.ts";
import { sessionHours, sessionIdleMinutes } from "../domain/privacy/periods.ts";
import { randomId, sha256 } from "../platform/crypto.server.ts";
import type { Actor } from "./permissions.ts";
import type { IdentityParts } from "./identity-parts.ts";

const minute = 60_000;
/** Staff sit at shared desks. */
export const idleMinutes = sessionIdleMinutes;
/** However busy somebody is, once a day they sign in anew. */
export const longestHours = sessionHours;

/** Who is signed in. */
export interface StaffSession extends Actor {
  readonly login: string;
  readonly name: string;
  /** When it ends whatever happens. */
  readonly expiresAt: Date;
  /** When it ends if it is not used again. */
  readonly endsAt: Date;
  /** Seconds until then. */
  readonly secondsLeft: number;
}

/** Opens a session and returns its token, 256 random bits; the database gets only a hash of it. */
export async function openSession(sql: Sql, accountId: string, now: Date): Promise<string> {
  const token = randomId(32);
  await insertSession(sql, {
    id: sha256(token),
    accountId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + longestHours * 60 * minute),
    lastSeenAt: now,
  });
  return token;
}

/** The session of a token; undefined if there is none, it ended, or the account was disabled. */
export async function findSession(
  { database, clock }: IdentityParts,
  token: string,
): Promise<StaffSession | undefined> {
  const now = clock();
  const id = sha256(token);
  const session = await query(database, (sql) =>
    findLiveSession(sql, id, { now, idleSince: idleSince(now) }),
  );
  if (session === undefined) return undefined;
  // Once a minute is exact enough, and spares a write on every request.
  const touches = now.getTime() - session.lastSeenAt.getTime() > minute;
  if (touches) await query(database, (sql) => touchSession(sql, id, now));
  const { account, roles, expiresAt } = session;
  const used = touches ? now : session.lastSeenAt;
  const idleEnd = used.getTime() + idleMinutes * minute;
  const endsAt = new Date(Math.min(idleEnd, expiresAt.getTime()));
  return {
    accountId: account.id,
    login: account.login,
    name: account.name,
    roles,
    expiresAt,
    endsAt,
    secondsLeft: Math.floor((endsAt.getTime() - now.getTime()) / 1000),
  };
}

/** Since when a session must have been used to live at `now`. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - idleMinutes * minute);
}

/** Ends the session of a token; fine if there is none. */
export async function signOut({ database }: IdentityParts, token: string): Promise<void> {
  await query(database, (sql) => deleteSession(sql, sha256(token)));
}
