import type { Municipality } from "#app/domain/municipality.ts";
import type { Sql } from "../connect.ts";
import { toMunicipality, type MunicipalityRow } from "./municipalities.ts";

/** Municipalities that offer most, the more populous first among equals. */
export async function listBusiestMunicipalities(
  sql: Sql,
  limit: number,
): Promise<(Municipality & { readonly services: number })[]> {
  const rows = await sql<(MunicipalityRow & { services: number })[]>`
    select m.*, t.count as services from town_offers t join municipalities m using (ars)
    where t.count > 0 order by t.count desc, m.population desc nulls last, m.ars limit ${limit}`;
  return rows.map((row) => ({ ...toMunicipality(row), services: row.services }));
}
