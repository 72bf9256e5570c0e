import { query } from "#db/connect.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";

/** The municipality of an address. */
export function findTownBySlug(
  { database }: Portal,
  slug: string,
): Promise<Municipality | undefined> {
  return query(database, (sql) => findMunicipalityBySlug(sql, slug));
}
