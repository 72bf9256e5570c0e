import type { Sql } from "../connect.ts";
import type { accountRoles, accounts } from "../schema/accounts.ts";

export type AccountRow = Omit<typeof accounts.$inferSelect, "lastSignInOn">;
export type Role = (typeof accountRoles.$inferSelect)["role"];
/** `ars` is null for the operator alone. */
export interface RoleRow {
  readonly role: Role;
  readonly ars: string | null;
}

/** Throws the unique violation (23505) if the login is taken; case does not matter. */
export async function insertAccount(sql: Sql, account: AccountRow): Promise<void> {
  await sql`insert into accounts ${sql({
    id: account.id,
    login: account.login,
    name: account.name,
    password_hash: account.passwordHash,
    created_at: account.createdAt,
    disabled_at: account.disabledAt,
  })}`;
}

export async function insertRole(sql: Sql, accountId: string, role: RoleRow): Promise<void> {
  await sql`
    insert into account_roles ${sql({ account_id: accountId, role: role.role, ars: role.ars })}
    on conflict do nothing`;
}

/** Whether they had it. */
export async function deleteRole(sql: Sql, accountId: string, role: RoleRow): Promise<boolean> {
  const { count } = await sql`
    delete from account_roles
    where account_id = ${accountId} and role = ${role.role} and ars is not distinct from ${role.ars}`;
  return count > 0;
}

export async function findAccountByLogin(sql: Sql, login: string): Promise<AccountRow | undefined> {
  const [row] = await sql<
    AccountRow[]
  >`select * from accounts where lower(login) = lower(${login})`;
  return row;
}

/** Names by account id; who is not there any more is missing. */
export async function findAccountNames(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from accounts where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Shuts an account out at once, or (null) lets it in again. */
export async function setDisabled(sql: Sql, id: string, at: Date | null): Promise<void> {
  await sql`update accounts set disabled_at = ${at} where id = ${id}`;
  if (at !== null) await sql`delete from sessions where account_id = ${id}`;
}

/** Operators who can sign in. */
export async function countOperators(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from account_roles r join accounts a on a.id = r.account_id
    where r.role = 'operator' and a.disabled_at is null`;
  return row?.count ?? 0;
}

export async function findAccount(sql: Sql, id: string): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow[]>`select * from accounts where id = ${id}`;
  return row;
}

export async function setPassword(sql: Sql, id: string, passwordHash: string): Promise<void> {
  await sql`update accounts set password_hash = ${passwordHash} where id = ${id}`;
}

/** `day`: `2026-11-27`. */
export async function noteSignIn(sql: Sql, id: string, day: string): Promise<void> {
  await sql`
    update accounts set last_sign_in_on = ${day}
    where id = ${id} and last_sign_in_on is distinct from ${day}`;
}
