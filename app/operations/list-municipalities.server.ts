import { query } from "#db/connect.ts";
import {
  listActiveMunicipalities,
  listMunicipalities as listAll,
} from "#db/queries/municipalities.ts";
import { searchMunicipalities } from "#db/queries/municipality-search.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { OperatorParts } from "./operator.ts";

export interface MunicipalityFilter {
  /** A name or a postal code, as citizens type it. */
  readonly search?: string | undefined;
  /** Only those that offer anything. */
  readonly active: boolean;
}

const mostFound = 100;

/** All municipalities by name; with `search` the best matches first. */
export async function listMunicipalities(
  { database }: OperatorParts,
  { search, active }: MunicipalityFilter,
): Promise<Municipality[]> {
  return query(database, async (sql) => {
    if (search === undefined) return active ? listActiveMunicipalities(sql) : listAll(sql);
    const found = await searchMunicipalities(sql, search, mostFound);
    if (!active) return found;
    const offering = new Set((await listActiveMunicipalities(sql)).map(({ ars }) => ars));
    return found.filter(({ ars }) => offering.has(ars));
  });
}
