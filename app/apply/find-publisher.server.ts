import { query } from "#db/connect.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";

/** Who answers for a municipality's pages, in its own words; undefined where there is no such municipality. */
export async function findPublisher(
  portal: Portal,
  slug: string,
): Promise<{ readonly municipality: Municipality; readonly text: string | undefined } | undefined> {
  const municipality = await query(portal.database, (sql) => findMunicipalityBySlug(sql, slug));
  if (!municipality) return undefined;
  const looks = await portal.looks.read();
  return { municipality, text: looks.bySlug.get(slug)?.publisher };
}
