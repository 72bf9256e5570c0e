import type { Sql } from "../connect.ts";
import type { invitations } from "../schema/invitations.ts";
import type { Role } from "./accounts.ts";

export type InvitationRow = Omit<typeof invitations.$inferSelect, "roles"> & {
  readonly roles: readonly Role[];
};

export async function insertInvitation(
  sql: Sql,
  one: Omit<InvitationRow, "usedAt" | "withdrawnAt">,
): Promise<void> {
  await sql`insert into invitations ${sql({
    id: one.id,
    ars: one.ars,
    email: one.email,
    name: one.name,
    roles: [...one.roles],
    token_hash: one.tokenHash,
    invited_by: one.invitedBy,
    created_at: one.createdAt,
    expires_at: one.expiresAt,
  })}`;
}

/** Neither used nor withdrawn, expired ones too; newest first. */
export async function listOpenInvitations(sql: Sql, ars: string): Promise<InvitationRow[]> {
  return sql<InvitationRow[]>`
    select * from invitations where ars = ${ars} and used_at is null and withdrawn_at is null
    order by created_at desc, id`;
}

/** Locked until the end of the transaction. */
export async function lockInvitation(sql: Sql, id: string): Promise<InvitationRow | undefined> {
  const [row] = await sql<InvitationRow[]>`select * from invitations where id = ${id} for update`;
  return row;
}

/** Wants a transaction with the ARS `"*"`: who holds a token names no municipality. */
export async function findInvitationByToken(
  sql: Sql,
  tokenHash: string,
): Promise<InvitationRow | undefined> {
  const [row] = await sql<
    InvitationRow[]
  >`select * from invitations where token_hash = ${tokenHash}`;
  return row;
}

/** Another token takes the place of the one before. */
export async function renewInvitation(
  sql: Sql,
  one: Pick<InvitationRow, "id" | "tokenHash" | "invitedBy" | "expiresAt">,
): Promise<void> {
  await sql`
    update invitations set token_hash = ${one.tokenHash}, invited_by = ${one.invitedBy},
      expires_at = ${one.expiresAt}
    where id = ${one.id}`;
}

/** It is over; address and name go, and that it was there is kept for whoever comes back with its link. */
export async function closeInvitation(
  sql: Sql,
  id: string,
  how: "used" | "withdrawn",
  at: Date,
): Promise<void> {
  await sql`
    update invitations set email = '', name = '',
      ${how === "used" ? sql`used_at = ${at}` : sql`withdrawn_at = ${at}`}
    where id = ${id}`;
}

/** Returns how many. */
export async function deleteInvitationsBefore(sql: Sql, expiredBefore: Date): Promise<number> {
  const { count } = await sql`delete from invitations where expires_at < ${expiredBefore}`;
  return count;
}
