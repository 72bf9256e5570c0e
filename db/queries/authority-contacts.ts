import type { Sql } from "../connect.ts";
import type { authorityContacts } from "../schema/responsibility.ts";

export type AuthorityContactRow = typeof authorityContacts.$inferSelect;
/** How an authority is reached; "" for what it does not say. */
export type AuthorityContact = Omit<AuthorityContactRow, "ars" | "updatedAt" | "updatedBy">;

/** The municipality at an address with how it is reached; undefined where there is no such municipality. */
export async function findAuthorityBySlug(
  sql: Sql,
  slug: string,
): Promise<(AuthorityContact & { readonly municipality: string }) | undefined> {
  const [row] = await sql<(AuthorityContact & { municipality: string })[]>`
    select m.name as municipality, coalesce(a.name, '') as name, coalesce(a.address, '') as address,
      coalesce(a.phone, '') as phone, coalesce(a.email, '') as email, coalesce(a.url, '') as url,
      coalesce(a.hours, '') as hours
    from municipalities m left join authority_contacts a on a.ars = m.ars where m.slug = ${slug}`;
  return row;
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
