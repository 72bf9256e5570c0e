import type { Certificate } from "#app/domain/paths/certificate.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import { earlierChecked } from "./services.ts";

/** A LeiKa key of a service, and what the reference catalogue knows of it. */
export interface NamedKey {
  readonly key: string;
  readonly name: string | null;
  readonly ozgId: string | null;
  readonly ozgName: string | null;
  /** Lebens- or Geschäftslage. */
  readonly situation: string | null;
}

/** A service of the portal, as a list of the catalogue shows it. */
export interface CatalogueRow {
  readonly serviceId: string;
  readonly version: string;
  readonly name: Text;
  readonly summary: Text;
  readonly languages: readonly string[];
  readonly keys: readonly NamedKey[];
  /** Whether the municipality that was asked about offers it. */
  readonly enabled: boolean;
  readonly certificate: Certificate | null;
  /** Whether a browser run looked at another version of it. */
  readonly earlierChecked: boolean;
  /** How many municipalities offer it. */
  readonly users: number;
}

/** What narrows the catalogue down; "" and undefined: nothing. */
export interface CatalogueFilter {
  readonly typed: string;
  readonly situation: string;
  readonly language: string;
  readonly offered: boolean | undefined;
}

export interface CataloguePage {
  readonly rows: readonly CatalogueRow[];
  /** How many match in all. */
  readonly count: number;
}

/** A page of the catalogue by name, as it stands for a municipality (ARS; "": for none). */
export async function searchCatalogue(
  sql: Sql,
  ars: string,
  filter: CatalogueFilter,
  page: { readonly sortedIn: string; readonly offset: number; readonly limit: number },
): Promise<CataloguePage> {
  const { typed, situation, language, offered } = filter;
  const rows = await sql<(CatalogueRow & { count: number })[]>`
    with found as (
      select e.*, coalesce(o.enabled, false) as enabled, count(*) over ()::int as count
      from catalogue_entries e left join offerings o on o.service_id = e.service_id and o.ars = ${ars}
      where ${offered === undefined ? sql`true` : sql`coalesce(o.enabled, false) = ${offered}`}
        and ${language === "" ? sql`true` : sql`${language} = any(e.languages)`}
        and ${situation === "" ? sql`true` : hasSituation(sql, situation)}
        and ${typed === "" ? sql`true` : hasWords(sql, typed)}
      order by search_fold(coalesce(e.name->>${page.sortedIn}, e.name->>'de')), e.service_id
      limit ${page.limit} offset ${page.offset}
    ) ${shown(sql)}, f.count from found f ${shownTables(sql)}
    order by search_fold(coalesce(f.name->>${page.sortedIn}, f.name->>'de')), f.service_id`;
  return { rows: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 };
}

/** One entry of the catalogue, as it stands for a municipality (ARS; "": for none). */
export async function findCatalogueRow(
  sql: Sql,
  ars: string,
  serviceId: string,
): Promise<CatalogueRow | undefined> {
  const [row] = await sql<CatalogueRow[]>`
    with found as (
      select e.*, coalesce(o.enabled, false) as enabled
      from catalogue_entries e left join offerings o on o.service_id = e.service_id and o.ars = ${ars}
      where e.service_id = ${serviceId}
    ) ${shown(sql)} from found f ${shownTables(sql)}`;
  return row;
}

function shown(sql: Sql) {
  return sql`select f.service_id, f.version, f.name, f.summary, f.languages, f.enabled, s.certificate,
    ${earlierChecked(sql)} as earlier_checked,
    (select coalesce(sum(c.count), 0)::int from offering_counts c where c.service_id = f.service_id) as users,
    (select coalesce(jsonb_agg(jsonb_build_object('key', k.key, 'name', l.name, 'ozgId', z.id, 'ozgName', z.name,
        'situation', z.situation) order by k.key), '[]')
      from unnest(f.leika_keys) as k (key) left join leika_entries l on l.key = k.key
      left join ozg_services z on z.id = l.ozg_id) as keys`;
}

function shownTables(sql: Sql) {
  return sql`join services s on s.id = f.service_id and s.version = f.version`;
}

function hasSituation(sql: Sql, situation: string) {
  return sql`exists (select 1 from leika_entries l join ozg_services z on z.id = l.ozg_id
    where l.key = any(e.leika_keys) and z.situation = ${situation})`;
}

/** Every word that was typed occurs in the entry, or in the names of its LeiKa keys and OZG-Leistungen. */
function hasWords(sql: Sql, typed: string) {
  return sql`not exists (
    select 1 from unnest(string_to_array(search_fold(${typed}), ' ')) as w (word)
    where position(w.word in concat_ws(' ', e.search_text, (
      select string_agg(concat_ws(' ', l.search_text, z.search_text), ' ') from leika_entries l
      left join ozg_services z on z.id = l.ozg_id where l.key = any(e.leika_keys)
    ))) = 0)`;
}

/** The situations in which services of the portal help, by name. */
export async function listSituations(sql: Sql): Promise<string[]> {
  const rows = await sql<{ situation: string }[]>`
    select distinct z.situation from catalogue_entries e, unnest(e.leika_keys) as k (key)
    join leika_entries l on l.key = k.key join ozg_services z on z.id = l.ozg_id order by z.situation`;
  return rows.map(({ situation }) => situation);
}

/** How many municipalities of each Land (two digits) offer a service; those without any are missing. */
export async function countUsers(
  sql: Sql,
  serviceId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ state: string; count: number }[]>`
    select state, count from offering_counts where service_id = ${serviceId} and count > 0 order by state`;
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Municipalities of a Land that offer a service, by name. */
export async function listUsers(
  sql: Sql,
  serviceId: string,
  state: string,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ ars: string; name: string; slug: string; district: string | null }[]> {
  return sql`
    select m.ars, m.name, m.slug, m.district from offerings o join municipalities m on m.ars = o.ars
    where o.service_id = ${serviceId} and o.enabled and m.state = ${state}
    order by m.search_text, m.ars limit ${page.limit} offset ${page.offset}`;
}

/** Every service of the portal with its name, and whether a municipality offers it. */
export async function listServiceNames(
  sql: Sql,
  ars: string,
): Promise<{ serviceId: string; name: Text; enabled: boolean }[]> {
  return sql`
    select e.service_id, e.name, coalesce(o.enabled, false) as enabled
    from catalogue_entries e left join offerings o on o.service_id = e.service_id and o.ars = ${ars}
    order by e.service_id`;
}
