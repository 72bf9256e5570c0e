import type { Municipality } from "#app/domain/municipality.ts";
import type { Sql } from "../connect.ts";
import { toMunicipality, type MunicipalityRow } from "./municipalities.ts";

/** How many services each of these municipalities offers; those that offer none are left out. */
export async function countServices(
  sql: Sql,
  ars: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ ars: string; count: number }[]>`
    select ars, count(*)::int as count from offerings where ars = any(${[...ars]}) and enabled group by ars`;
  return new Map(rows.map((row) => [row.ars, row.count]));
}

/** Municipalities that offer most, the more populous first among equals. */
export async function listBusiestMunicipalities(
  sql: Sql,
  limit: number,
): Promise<(Municipality & { readonly services: number })[]> {
  const rows = await sql<(MunicipalityRow & { services: number })[]>`
    select m.*, found.services from (
      select ars, count(*)::int as services from offerings where enabled group by ars
    ) as found join municipalities m using (ars)
    order by found.services desc, m.population desc nulls last, m.ars limit ${limit}`;
  return rows.map((row) => ({ ...toMunicipality(row), services: row.services }));
}
