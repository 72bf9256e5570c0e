import { inTransaction, query, withMunicipality } from "#db/connect.ts";
import { findAccount, setPassword } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { countEvent, resetEvents } from "#db/queries/rate-limits.ts";
import { countOtherSessions, deleteOtherSessions } from "#db/queries/sessions.ts";
import { sha256 } from "../platform/crypto.server.ts";
import { passwordProblems } from "./accept-invitation.server.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { hashPassword, isPassword } from "./password.server.ts";
import type { Actor } from "./permissions.ts";
import { idleSince } from "./session.server.ts";

/** The session by which somebody is here: the others can be ended. */
export interface OwnSession {
  readonly actor: Actor;
  readonly token: string;
}

/** Where else somebody is signed in at the moment. */
export async function otherSessions(
  { database, clock }: IdentityParts,
  { actor, token }: OwnSession,
): Promise<number> {
  const now = clock();
  const which = { accountId: actor.accountId, kept: sha256(token) };
  return query(database, (sql) =>
    countOtherSessions(sql, which, { now, idleSince: idleSince(now) }),
  );
}

/** Signs somebody out everywhere else. */
export async function endOtherSessions(
  { database }: IdentityParts,
  { actor, token }: OwnSession,
): Promise<void> {
  await query(database, (sql) => deleteOtherSessions(sql, actor.accountId, sha256(token)));
}

export interface PasswordProblem {
  readonly name: "current" | "password" | "repeated";
  readonly code: "wrong" | "tooShort" | "different";
}
export type PasswordChange =
  | { readonly kind: "changed" }
  | { readonly kind: "refused"; readonly problems: readonly PasswordProblem[] }
  | { readonly kind: "limited"; readonly retryAfter: number };

/** Guessing at a desk that somebody has left. */
const tries = { limit: 10, windowSeconds: 15 * 60 };

/** Gives somebody another password, and signs them out everywhere else: whoever knew the old one is out. */
export async function changePassword(
  parts: IdentityParts,
  { actor, token }: OwnSession,
  typed: { readonly current: string; readonly password: string; readonly repeated: string },
): Promise<PasswordChange> {
  const { database, clock } = parts;
  const { accountId, roles } = actor;
  const key = `password:${accountId}`;
  const passed = await query(database, (sql) => countEvent(sql, { key, ...tries }, clock()));
  if (passed.outcome === "limited") return { kind: "limited", retryAfter: passed.retryAfter };
  const account = await query(database, (sql) => findAccount(sql, accountId));
  const problems: PasswordProblem[] = [
    ...((await isPassword(account?.passwordHash, typed.current))
      ? []
      : [{ name: "current", code: "wrong" } as const]),
    ...passwordProblems(typed.password, typed.repeated),
  ];
  if (problems.length > 0) return { kind: "refused", problems };
  const hash = await hashPassword(typed.password);
  await inTransaction(database, async (tx) => {
    await resetEvents(tx, key);
    await setPassword(tx, accountId, hash);
    await deleteOtherSessions(tx, accountId, sha256(token));
  });
  const at = clock();
  for (const ars of new Set(roles.map((role) => role.ars)))
    await withMunicipality(database, ars ?? "*", (tx) =>
      insertAuditEntry(tx, {
        at,
        ars,
        actor: accountId,
        action: "password.changed",
        subject: accountId,
        details: {},
      }),
    );
  return { kind: "changed" };
}
