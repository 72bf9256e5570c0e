import { query } from "#db/connect.ts";
import { listActiveMunicipalities } from "#db/queries/municipalities.ts";
import { searchMunicipalities } from "#db/queries/municipality-search.ts";
import { countEnabledOfferings } from "#db/queries/offerings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";

export interface FoundMunicipality {
  readonly municipality: Municipality;
  /** How many services are online there. */
  readonly online: number;
}

/** Most that are shown at once; whoever looks for others types their name. */
const most = 50;

/** Municipalities by name or postal code; those with services online where nothing is typed. */
export async function findMunicipalities(
  { database }: Portal,
  typed: string,
): Promise<readonly FoundMunicipality[]> {
  return query(database, async (sql) => {
    const found =
      typed.trim() === ""
        ? (await listActiveMunicipalities(sql)).slice(0, most)
        : await searchMunicipalities(sql, typed, most);
    const online = await countEnabledOfferings(
      sql,
      found.map(({ ars }) => ars),
    );
    return found.map((municipality) => ({
      municipality,
      online: online.get(municipality.ars) ?? 0,
    }));
  });
}
