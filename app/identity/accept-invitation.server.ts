import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertRole, noteSignIn } from "#db/queries/accounts.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { closeInvitation, lockInvitation, type InvitationRow } from "#db/queries/invitations.ts";
import { countEvent } from "#db/queries/rate-limits.ts";
import { dayOf } from "../domain/deadline.ts";
import { sha256 } from "../platform/crypto.server.ts";
import { insertStaff, isLongEnough } from "./create-staff.server.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { findInvitation, type FoundInvitation } from "./invitation.server.ts";
import { hashPassword } from "./password.server.ts";
import type { Actor } from "./permissions.ts";
import { openSession } from "./session.server.ts";
import { signIn } from "./sign-in.server.ts";

/** What an invited person types. */
export interface Acceptance {
  readonly name: string;
  readonly password: string;
  readonly repeated: string;
  /** Of the client. */
  readonly address: string;
}

export interface AcceptProblem {
  readonly name: "name" | "password" | "repeated";
  readonly code: "missing" | "tooLong" | "tooShort" | "different" | "wrong";
}

/** `accepted`: the token of a session, for a cookie; absent for whoever is signed in. */
export type AcceptOutcome =
  | { readonly kind: "accepted"; readonly token?: string }
  | { readonly kind: "refused"; readonly problems: readonly AcceptProblem[] }
  | { readonly kind: "limited"; readonly retryAfter: number }
  /** The link is worth nothing, or its account may not have it; see `findInvitation`. */
  | { readonly kind: "closed" };

const longestName = 200;
const perAddress = { limit: 30, windowSeconds: 15 * 60 };

/**
 * Takes an invitation up: makes an account with the invited address as its login, or gives the roles to the one that there
 * is, once its owner has confirmed by password or is signed in. It goes once, however many ask at the same time.
 */
export async function acceptInvitation(
  parts: IdentityParts,
  token: string,
  typed: Acceptance,
  signedIn: Actor | undefined,
): Promise<AcceptOutcome> {
  const found = await findInvitation(parts, token, signedIn);
  if (found.kind !== "open") return { kind: "closed" };
  const key = `invitation:address:${sha256(typed.address)}`;
  const passed = await query(parts.database, (sql) =>
    countEvent(sql, { key, ...perAddress }, parts.clock()),
  );
  if (passed.outcome === "limited") return { kind: "limited", retryAfter: passed.retryAfter };
  switch (found.account) {
    case "none":
      return acceptAsNew(parts, found, typed);
    case "own":
      return giveRoles(parts, found, signedIn?.accountId ?? "", undefined);
    case "known":
      return acceptByPassword(parts, found, typed);
    case "disabled":
    case "inviter":
      return { kind: "closed" };
  }
}

type Open = Extract<FoundInvitation, { kind: "open" }>;

async function acceptAsNew(
  parts: IdentityParts,
  { row }: Open,
  typed: Acceptance,
): Promise<AcceptOutcome> {
  const problems = problemsOf(typed);
  if (problems.length > 0) return { kind: "refused", problems };
  const passwordHash = await hashPassword(typed.password);
  const name = typed.name.trim();
  const at = parts.clock();
  return withMunicipality(parts.database, row.ars, async (tx) => {
    if (!(await stillOpen(tx, row, at))) return { kind: "closed" };
    const staff = { login: row.email, name, passwordHash, roles: rolesOf(row) };
    const accountId = await insertStaff(tx, staff, at);
    // Somebody else made it in the same moment; the page then asks for its password.
    if (accountId === undefined) return { kind: "closed" };
    await noteSignIn(tx, accountId, dayOf(at));
    await close(tx, row, accountId, "new", at);
    return { kind: "accepted", token: await openSession(tx, accountId, at) };
  });
}

function problemsOf({ name, password, repeated }: Acceptance): AcceptProblem[] {
  const long = Array.from(name.trim()).length > longestName;
  return [
    ...(name.trim() === "" ? [{ name: "name", code: "missing" } as const] : []),
    ...(long ? [{ name: "name", code: "tooLong" } as const] : []),
    ...passwordProblems(password, repeated),
  ];
}

/** What is wrong with a password that somebody chooses. */
export function passwordProblems(
  password: string,
  repeated: string,
): { readonly name: "password" | "repeated"; readonly code: "tooShort" | "different" }[] {
  if (!isLongEnough(password)) return [{ name: "password", code: "tooShort" }];
  return password === repeated ? [] : [{ name: "repeated", code: "different" }];
}

async function acceptByPassword(
  parts: IdentityParts,
  found: Open,
  { password, address }: Acceptance,
): Promise<AcceptOutcome> {
  const signed = await signIn(parts, { login: found.row.email, password, address });
  if (signed.outcome === "limited") return { kind: "limited", retryAfter: signed.retryAfter };
  if (signed.outcome === "wrong")
    return { kind: "refused", problems: [{ name: "password", code: "wrong" }] };
  return giveRoles(parts, found, signed.accountId, signed.token);
}

async function giveRoles(
  parts: IdentityParts,
  { row }: Open,
  accountId: string,
  token: string | undefined,
): Promise<AcceptOutcome> {
  const at = parts.clock();
  return withMunicipality(parts.database, row.ars, async (tx) => {
    if (!(await stillOpen(tx, row, at))) return { kind: "closed" };
    for (const role of rolesOf(row)) await insertRole(tx, accountId, role);
    await close(tx, row, accountId, "known", at);
    return { kind: "accepted", ...(token !== undefined && { token }) };
  });
}

function rolesOf({ roles, ars }: InvitationRow) {
  return roles.map((role) => ({ role, ars }));
}

/** Locks it; of several who try at once, one goes on. Its token may be another by now. */
async function stillOpen(tx: Sql, { id, tokenHash }: InvitationRow, now: Date): Promise<boolean> {
  const row = await lockInvitation(tx, id);
  if (!row || row.usedAt !== null || row.withdrawnAt !== null) return false;
  return row.expiresAt > now && row.tokenHash === tokenHash;
}

async function close(
  tx: Sql,
  { id, ars, roles }: InvitationRow,
  accountId: string,
  account: "new" | "known",
  at: Date,
): Promise<void> {
  await closeInvitation(tx, id, "used", at);
  await insertAuditEntry(tx, {
    at,
    ars,
    actor: accountId,
    action: "invitation.accepted",
    subject: accountId,
    details: { roles: roles.join(" "), account },
  });
}
