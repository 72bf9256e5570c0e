import type { Sql } from "../connect.ts";
import type { authorityContacts } from "../schema/responsibility.ts";

export type AuthorityContactRow = typeof authorityContacts.$inferSelect;
/** How an authority is reached; "" for what it does not say. */
export type AuthorityContact = Omit<AuthorityContactRow, "ars" | "updatedAt" | "updatedBy">;

/** All of them, with the name and the address of their municipality. */
export async function listAuthorityContacts(
  sql: Sql,
): Promise<(AuthorityContact & { readonly slug: string; readonly municipality: string })[]> {
  return sql<(AuthorityContact & { slug: string; municipality: string })[]>`
    select m.slug, m.name as municipality, a.name, a.address, a.phone, a.email, a.url, a.hours
    from authority_contacts a join municipalities m on m.ars = a.ars`;
}

export async function findAuthorityContact(
  sql: Sql,
  ars: string,
): Promise<AuthorityContact | undefined> {
  const [row] = await sql<AuthorityContact[]>`
    select name, address, phone, email, url, hours from authority_contacts where ars = ${ars}`;
  return row;
}

/** Needs the municipality's ARS. */
export async function saveAuthorityContact(sql: Sql, row: AuthorityContactRow): Promise<void> {
  const { ars, name, address, phone, email, url, hours, updatedAt, updatedBy } = row;
  await sql`
    insert into authority_contacts ${sql({ ars, name, address, phone, email, url, hours, updated_at: updatedAt, updated_by: updatedBy })}
    on conflict (ars) do update set name = excluded.name, address = excluded.address, phone = excluded.phone,
      email = excluded.email, url = excluded.url, hours = excluded.hours, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by`;
}
