import type { Sql } from "../connect.ts";
import type { listedServices } from "../schema/listed-services.ts";

/** A paper form in storage. It is public: whoever may read its row may read it. */
export interface StoredForm {
  readonly storageKey: string;
  /** Base64. */
  readonly fileKey: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export type ListedServiceRow = Omit<typeof listedServices.$inferSelect, "formFile"> & {
  readonly formFile: StoredForm | null;
};

/** All that a municipality lists, by name. */
export async function listListedServices(sql: Sql, ars: string): Promise<ListedServiceRow[]> {
  return sql<ListedServiceRow[]>`
    select * from listed_services where ars = ${ars} order by search_fold(name), id`;
}

/** Those in whose place no service with the same LeiKa key is switched on: what citizens see. */
export async function listShownListings(sql: Sql, ars: string): Promise<ListedServiceRow[]> {
  return sql<ListedServiceRow[]>`
    select * from listed_services l where l.ars = ${ars} and ${isShown(sql)}
    order by search_fold(l.name), l.id`;
}

/** The same of the municipality `m`, as JSON. */
export function shownListings(sql: Sql) {
  return sql`(select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'summary', l.summary) order by search_fold(l.name), l.id)
    from listed_services l where l.ars = m.ars and ${isShown(sql)})`;
}

/** A listing at an address, and the service that has taken its place, if one has. */
export async function findListedService(
  sql: Sql,
  ars: string,
  id: string,
): Promise<(ListedServiceRow & { readonly replacedBy: string | null }) | undefined> {
  const [row] = await sql<(ListedServiceRow & { replacedBy: string | null })[]>`
    select l.*, ${replacement(sql)} as replaced_by from listed_services l
    where l.ars = ${ars} and l.id = ${id}`;
  return row;
}

/** That nothing has taken the place of the listing `l`. */
export function isShown(sql: Sql) {
  return sql`${replacement(sql)} is null`;
}

/** Id of the service with the key of the listing `l` that its municipality has switched on. */
function replacement(sql: Sql) {
  return sql`(select e.service_id from catalogue_entries e
    join offerings o on o.service_id = e.service_id and o.ars = l.ars and o.enabled
    where l.leika_key = any(e.leika_keys) order by e.service_id limit 1)`;
}

/** Adds a listing or changes the one of this id. Needs the municipality's ARS. */
export async function saveListedService(sql: Sql, row: ListedServiceRow): Promise<void> {
  await sql`
    insert into listed_services (ars, id, leika_key, name, summary, description, fee, contact, form_url, form_file,
      updated_at, updated_by)
    values (${row.ars}, ${row.id}, ${row.leikaKey}, ${row.name}, ${row.summary}, ${row.description}, ${row.fee},
      ${row.contact}, ${row.formUrl}, ${row.formFile === null ? null : JSON.stringify(row.formFile)}::text::jsonb,
      ${row.updatedAt}, ${row.updatedBy})
    on conflict (ars, id) do update set leika_key = excluded.leika_key, name = excluded.name,
      summary = excluded.summary, description = excluded.description, fee = excluded.fee, contact = excluded.contact,
      form_url = excluded.form_url, form_file = excluded.form_file, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by`;
}

/** False where there was none. Needs the municipality's ARS. */
export async function deleteListedService(sql: Sql, ars: string, id: string): Promise<boolean> {
  const { count } = await sql`delete from listed_services where ars = ${ars} and id = ${id}`;
  return count > 0;
}
