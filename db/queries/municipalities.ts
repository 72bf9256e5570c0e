import type { Municipality } from "#app/domain/municipality.ts";
import type { Sql } from "../connect.ts";
import type { municipalities } from "../schema/municipalities.ts";

export type MunicipalityRow = typeof municipalities.$inferSelect;

export async function findMunicipalityBySlug(
  sql: Sql,
  slug: string,
): Promise<Municipality | undefined> {
  const [row] = await sql<MunicipalityRow[]>`select * from municipalities where slug = ${slug}`;
  return row && toMunicipality(row);
}

export async function findMunicipality(sql: Sql, ars: string): Promise<Municipality | undefined> {
  const [row] = await sql<MunicipalityRow[]>`select * from municipalities where ars = ${ars}`;
  return row && toMunicipality(row);
}

export async function findMunicipalityByAgs(
  sql: Sql,
  ags: string,
): Promise<Municipality | undefined> {
  const [row] = await sql<MunicipalityRow[]>`select * from municipalities where ags = ${ags}`;
  return row && toMunicipality(row);
}

/** Those of the given ARS, by name. */
export async function listMunicipalitiesByArs(
  sql: Sql,
  ars: readonly string[],
): Promise<Municipality[]> {
  const rows = await sql<MunicipalityRow[]>`
    select * from municipalities where ars = any(${[...ars]}) order by search_text, ars`;
  return rows.map(toMunicipality);
}

/** Those of an area (the first digits of their ARS), the most populous first. */
export async function listMunicipalitiesOfArea(
  sql: Sql,
  area: string,
  limit: number,
): Promise<Municipality[]> {
  const rows = await sql<MunicipalityRow[]>`
    select * from municipalities where ars between ${area.padEnd(12, "0")} and ${area.padEnd(12, "9")}
    order by population desc nulls last, ars limit ${limit}`;
  return rows.map(toMunicipality);
}

export async function countMunicipalities(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from municipalities`;
  return row?.count ?? 0;
}

/** Municipalities that offer anything, by name. */
export async function listActiveMunicipalities(sql: Sql): Promise<Municipality[]> {
  const rows = await sql<MunicipalityRow[]>`
    select * from municipalities m
    where exists (select 1 from town_offers t where t.ars = m.ars and t.count > 0)
    order by search_text, ars`;
  return rows.map(toMunicipality);
}

/** All of them, by name. */
export async function listMunicipalities(sql: Sql): Promise<Municipality[]> {
  const rows = await sql<MunicipalityRow[]>`select * from municipalities order by search_text, ars`;
  return rows.map(toMunicipality);
}

/** Drops what the domain does not know, and leaves out what is empty. */
export function toMunicipality(row: MunicipalityRow): Municipality {
  return {
    ars: row.ars,
    ags: row.ags,
    name: row.name,
    slug: row.slug,
    state: row.state,
    ...(row.district === null ? {} : { district: row.district }),
    ...(row.postalCode === null ? {} : { postalCode: row.postalCode }),
    ...(row.population === null ? {} : { population: row.population }),
  };
}
