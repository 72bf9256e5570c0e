import type { Sql } from "../connect.ts";
import type { sessions } from "../schema/accounts.ts";
import type { AccountRow, RoleRow } from "./accounts.ts";

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(sql: Sql, session: SessionRow): Promise<void> {
  await sql`insert into sessions ${sql({
    id: session.id,
    account_id: session.accountId,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    last_seen_at: session.lastSeenAt,
  })}`;
}

export interface SessionWithAccount extends SessionRow {
  readonly account: Pick<AccountRow, "id" | "login" | "name">;
  readonly roles: readonly RoleRow[];
}

/** The session if it is neither expired nor idle since `idleSince`, and its account is not disabled. */
export async function findLiveSession(
  sql: Sql,
  id: string,
  at: { readonly now: Date; readonly idleSince: Date },
): Promise<SessionWithAccount | undefined> {
  const [row] = await sql<SessionWithAccount[]>`
    select s.*, json_build_object('id', a.id, 'login', a.login, 'name', a.name) as account,
      coalesce((select json_agg(json_build_object('role', r.role, 'ars', r.ars) order by r.role, r.ars)
        from account_roles r where r.account_id = a.id), '[]') as roles
    from sessions s join accounts a on a.id = s.account_id
    where s.id = ${id} and s.expires_at > ${at.now} and s.last_seen_at > ${at.idleSince}
      and a.disabled_at is null`;
  return row;
}

export async function touchSession(sql: Sql, id: string, now: Date): Promise<void> {
  await sql`update sessions set last_seen_at = ${now} where id = ${id}`;
}

export async function deleteSession(sql: Sql, id: string): Promise<void> {
  await sql`delete from sessions where id = ${id}`;
}

/** Returns how many. */
export async function deleteDeadSessions(
  sql: Sql,
  at: { readonly now: Date; readonly idleSince: Date },
): Promise<number> {
  const { count } = await sql`
    delete from sessions where expires_at <= ${at.now} or last_seen_at <= ${at.idleSince}`;
  return count;
}

/** Ends all sessions of an account but one; returns how many. */
export async function deleteOtherSessions(
  sql: Sql,
  accountId: string,
  kept: string,
): Promise<number> {
  const { count } = await sql`
    delete from sessions where account_id = ${accountId} and id <> ${kept}`;
  return count;
}

/** Those that live, besides one. */
export async function countOtherSessions(
  sql: Sql,
  { accountId, kept }: { readonly accountId: string; readonly kept: string },
  at: { readonly now: Date; readonly idleSince: Date },
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from sessions
    where account_id = ${accountId} and id <> ${kept}
      and expires_at > ${at.now} and last_seen_at > ${at.idleSince}`;
  return row?.count ?? 0;
}
