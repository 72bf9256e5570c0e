import type { Sql } from "../connect.ts";
import type { AccountRow, Role } from "./accounts.ts";

/** Somebody who works for a municipality. */
export interface PersonRow extends Pick<AccountRow, "id" | "login" | "name" | "disabledAt"> {
  /** `2026-11-27`; null: never. */
  readonly lastSignInOn: string | null;
  /** Here. */
  readonly roles: readonly Role[];
  /** Whether they have a role anywhere else: in another municipality, or for the whole portal. */
  readonly elsewhere: boolean;
}

/** By name; with `id` that one alone. */
export async function listPeople(sql: Sql, ars: string, id?: string): Promise<PersonRow[]> {
  return sql<PersonRow[]>`
    select a.id, a.login, a.name, a.disabled_at, a.last_sign_in_on::text as last_sign_in_on,
      array_agg(r.role order by r.role) filter (where r.ars = ${ars}) as roles,
      bool_or(r.ars is distinct from ${ars}) as elsewhere
    from accounts a join account_roles r on r.account_id = a.id
    where exists (select 1 from account_roles own where own.account_id = a.id and own.ars = ${ars})
      ${id === undefined ? sql`` : sql`and a.id = ${id}`}
    group by a.id order by lower(a.name), a.id`;
}

/** Administrators of a municipality who can sign in, but one. */
export async function countOtherAdmins(sql: Sql, ars: string, but: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from account_roles r join accounts a on a.id = r.account_id
    where r.role = 'municipality-admin' and r.ars = ${ars} and a.id <> ${but} and a.disabled_at is null`;
  return row?.count ?? 0;
}

/** Changes to the people of a municipality wait for each other: two of them must not take each other's rights away. */
export async function lockPeople(sql: Sql, ars: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`people:${ars}`}))`;
}
