import { inTransaction, query } from "#db/connect.ts";
import { findAccountByLogin, noteSignIn } from "#db/queries/accounts.ts";
import { countEventInAll, resetEvents } from "#db/queries/rate-limits.ts";
import { dayOf } from "../domain/deadline.ts";
import { sha256 } from "../platform/crypto.server.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { isPassword } from "./password.server.ts";
import { openSession } from "./session.server.ts";

/** `limited`: too many tries; come back in `retryAfter` seconds. `wrong` does not tell what was wrong. */
export type SignInOutcome =
  | { readonly outcome: "ok"; readonly accountId: string; readonly token: string }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "limited"; readonly retryAfter: number };

/** Guessing one person's password: ten tries in a quarter of an hour. */
const perLogin = { limit: 10, windowSeconds: 15 * 60 };
/** Guessing from one address, behind which a whole town hall may sit. */
const perAddress = { limit: 100, windowSeconds: 15 * 60 };

/**
 * Signs somebody in with a password and opens a session, whose token goes into a cookie. `address` is the client's.
 * This is the one way in so far; another one (OIDC) would find the account in its own way and open the same session.
 */
export async function signIn(
  parts: IdentityParts,
  attempt: { readonly login: string; readonly password: string; readonly address: string },
): Promise<SignInOutcome> {
  const { database, clock } = parts;
  const login = attempt.login.trim().toLowerCase();
  const loginRate = { key: `sign-in:login:${sha256(login)}`, ...perLogin };
  const addressRate = { key: `sign-in:address:${sha256(attempt.address)}`, ...perAddress };
  const limited = await query(database, (sql) =>
    countEventInAll(sql, [addressRate, loginRate], clock()),
  );
  if (limited !== undefined) return { outcome: "limited", retryAfter: limited };
  const account = await query(database, (sql) => findAccountByLogin(sql, login));
  const fine = await isPassword(account?.passwordHash, attempt.password);
  if (!fine || account === undefined || account.disabledAt !== null) return { outcome: "wrong" };
  const token = await inTransaction(database, async (tx) => {
    await resetEvents(tx, loginRate.key);
    await noteSignIn(tx, account.id, dayOf(clock()));
    return openSession(tx, account.id, clock());
  });
  return { outcome: "ok", accountId: account.id, token };
}
