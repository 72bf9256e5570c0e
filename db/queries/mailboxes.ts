import type { Sql } from "../connect.ts";
import type { mailboxConfirmations } from "../schema/mailboxes.ts";

export type MailboxRow = typeof mailboxConfirmations.$inferSelect;

/** Notes that a link was sent; the one before is worth nothing from now on. Needs the municipality's ARS. */
export async function noteMailboxLink(
  sql: Sql,
  row: Pick<MailboxRow, "ars" | "address" | "tokenHash" | "sentAt" | "expiresAt">,
): Promise<void> {
  await sql`
    insert into mailbox_confirmations (ars, address, token_hash, sent_at, expires_at)
    values (${row.ars}, lower(${row.address}), ${row.tokenHash}, ${row.sentAt}, ${row.expiresAt})
    on conflict (ars, address) do update set token_hash = excluded.token_hash, sent_at = excluded.sent_at,
      expires_at = excluded.expires_at`;
}

/** Wants a transaction with the ARS `"*"`: who holds a token names no municipality. */
export async function findMailboxByToken(
  sql: Sql,
  tokenHash: string,
): Promise<MailboxRow | undefined> {
  const [row] = await sql<MailboxRow[]>`
    select * from mailbox_confirmations where token_hash = ${tokenHash}`;
  return row;
}

/** False where it was confirmed before, or another link has been sent since. Needs the municipality's ARS. */
export async function confirmMailbox(sql: Sql, tokenHash: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update mailbox_confirmations set confirmed_at = ${at}
    where token_hash = ${tokenHash} and confirmed_at is null`;
  return count > 0;
}

/** Those of addresses that their municipality no longer names. Needs the ARS `"*"`. Returns how many. */
export async function deleteStrayMailboxes(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from mailbox_confirmations b where not exists (
      select 1 from alarm_contacts a where a.ars = b.ars and lower(a.mail) = b.address
      union all select 1 from authority_contacts a where a.ars = b.ars and lower(a.email) = b.address
      union all select 1 from privacy_settings p where p.ars = b.ars
        and b.address in (lower(p.email), lower(p.officer_email))
      union all select 1 from accessibility_statements a where a.ars = b.ars and lower(a.email) = b.address)`;
  return count;
}
