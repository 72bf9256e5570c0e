import { query, type Sql } from "#db/connect.ts";
import {
  findMunicipality,
  findMunicipalityByAgs,
  findMunicipalityBySlug,
} from "#db/queries/municipalities.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { OperatorParts } from "./operator.ts";

/** Finds a municipality by what people have at hand: ARS (12 digits), AGS (8 digits) or its part of the URL. */
export async function findMunicipalityByKey(
  sql: Sql,
  key: string,
): Promise<Municipality | undefined> {
  if (/^\d{12}$/.test(key)) return findMunicipality(sql, key);
  if (/^\d{8}$/.test(key)) return findMunicipalityByAgs(sql, key);
  return findMunicipalityBySlug(sql, key);
}

/** The ARS of a municipality, `"*"` for all of them where none is named; undefined where there is none like that. */
export async function scopeOf(
  { database }: Pick<OperatorParts, "database">,
  key: string | undefined,
): Promise<string | undefined> {
  if (key === undefined) return "*";
  return (await query(database, (sql) => findMunicipalityByKey(sql, key)))?.ars;
}
