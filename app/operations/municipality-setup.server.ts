import { query } from "#db/connect.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { exportSetup } from "../setup/export-setup.server.ts";
import { importSetup, type ImportParts } from "../setup/import-setup.server.ts";
import type { SetupReport } from "../setup/report.ts";
import type { Setup } from "../setup/setup-format.v1.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";

/** Everything that a municipality, named by ARS, AGS or slug, has set up. Undefined where there is none of that name. */
export async function exportMunicipality(
  parts: Pick<Portal, "database" | "clock" | "storage">,
  key: string,
): Promise<{ readonly municipality: Municipality; readonly setup: Setup } | undefined> {
  const municipality = await query(parts.database, (sql) => findMunicipalityByKey(sql, key));
  const setup = municipality && (await exportSetup(parts, municipality.ars));
  return setup && { municipality, setup };
}

/**
 * Takes a file over into a municipality: the one that it came from where none is named. Its settings count at once, because whoever runs
 * the portal decided so.
 */
export async function importMunicipality(
  parts: ImportParts,
  setup: Setup,
  {
    key = setup.from.ars,
    dryRun,
    withoutUnknown,
  }: {
    readonly key?: string | undefined;
    readonly dryRun: boolean;
    readonly withoutUnknown: boolean;
  },
  actor: string,
): Promise<{ readonly municipality: Municipality; readonly report: SetupReport } | undefined> {
  const municipality = await query(parts.database, (sql) => findMunicipalityByKey(sql, key));
  if (!municipality) return undefined;
  const { ars } = municipality;
  const how = { ars, dryRun, settings: "published", withoutUnknown } as const;
  const report = await importSetup(parts, setup, how, actor);
  return report && { municipality, report };
}
