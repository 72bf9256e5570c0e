import { withMunicipality, type Sql } from "#db/connect.ts";
import { findAccountByLogin } from "#db/queries/accounts.ts";
import {
  findInvitationByToken,
  insertInvitation,
  renewInvitation,
  type InvitationRow,
} from "#db/queries/invitations.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Municipality } from "../domain/municipality.ts";
import { randomId, sha256 } from "../platform/crypto.server.ts";
import type { IdentityParts } from "./identity-parts.ts";
import type { Actor, TownRole } from "./permissions.ts";

const invitationDays = 7;

/** Whom a municipality wants. */
export interface NewInvitation {
  readonly ars: string;
  /** Address of mail; becomes the login. */
  readonly email: string;
  readonly name: string;
  readonly roles: readonly TownRole[];
  readonly invitedBy: string;
}

/** An invitation that waits, and its token, 256 random bits, which nobody can read again: only its hash is kept. */
export interface FreshInvitation extends NewInvitation {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Keeps an invitation, in a transaction of its municipality. */
export async function makeInvitation(
  tx: Sql,
  wanted: NewInvitation,
  now: Date,
): Promise<FreshInvitation> {
  const fresh = { ...wanted, id: randomId(), token: randomId(32), expiresAt: endAfter(now) };
  await insertInvitation(tx, { ...fresh, tokenHash: sha256(fresh.token), createdAt: now });
  return fresh;
}

/** Gives an invitation another token and its days anew; the link that went out before is worth nothing from now on. */
export async function remakeInvitation(
  tx: Sql,
  row: InvitationRow,
  invitedBy: string,
  now: Date,
): Promise<FreshInvitation> {
  const { id, ars, email, name } = row;
  const token = randomId(32);
  const expiresAt = endAfter(now);
  await renewInvitation(tx, { id, tokenHash: sha256(token), invitedBy, expiresAt });
  return { id, ars, email, name, roles: row.roles as TownRole[], invitedBy, token, expiresAt };
}

function endAfter(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000);
}

/** The part of the address that an invited person gets by mail. */
export function invitationPath(token: string): string {
  return `/einladung/${token}`;
}

/**
 * What a link leads to. `account`: whether there is one with this login already (`own`: that of whoever is signed in,
 * `inviter`: theirs who invites, and nobody gives roles to themselves).
 */
export type FoundInvitation =
  | { readonly kind: "unknown" | "used" | "expired" }
  | {
      readonly kind: "open";
      readonly row: InvitationRow;
      readonly municipality: Municipality;
      readonly account: "none" | "known" | "own" | "disabled" | "inviter";
    };

/** Finds the invitation of a token. Looking uses nothing up: programs that check mails for dangers follow links. */
export async function findInvitation(
  { database, clock }: IdentityParts,
  token: string,
  signedIn?: Actor,
): Promise<FoundInvitation> {
  if (!/^[\w-]{43}$/.test(token)) return { kind: "unknown" };
  return withMunicipality(database, "*", async (sql) => {
    const row = await findInvitationByToken(sql, sha256(token));
    if (!row || row.withdrawnAt !== null) return { kind: "unknown" };
    if (row.usedAt !== null) return { kind: "used" };
    if (row.expiresAt <= clock()) return { kind: "expired" };
    const municipality = await findMunicipality(sql, row.ars);
    if (!municipality) return { kind: "unknown" };
    const account = await findAccountByLogin(sql, row.email);
    const stateOf = () => {
      if (!account) return "none";
      if (account.disabledAt !== null) return "disabled";
      if (account.id === row.invitedBy) return "inviter";
      return account.id === signedIn?.accountId ? "own" : "known";
    };
    return { kind: "open", row, municipality, account: stateOf() };
  });
}
