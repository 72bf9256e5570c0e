import { withMunicipality } from "#db/connect.ts";
import { countOpenByDay } from "#db/queries/open-cases.ts";
import { findOfferedDefinition } from "../catalogue/offered-definition.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { openCasesOf, type OpenCases, type VersionTimes } from "../domain/figures/open-cases.ts";

/** What the town hall has to work on now, counted alone, by the times under which it was filed. */
export async function loadOpenCases(
  portal: Pick<Portal, "database" | "clock">,
  ars: string,
  serviceId: string,
): Promise<OpenCases> {
  const counts = await withMunicipality(portal.database, ars, (sql) =>
    countOpenByDay(sql, { ars, serviceId }),
  );
  const versions = [...new Set(counts.map(({ serviceVersion }) => serviceVersion))];
  const times = await Promise.all(
    versions.map(async (version): Promise<readonly [string, VersionTimes]> => {
      const found = await findOfferedDefinition(portal, { ars, serviceId }, version);
      const description = found?.description;
      return [
        version,
        {
          decideWithin: description?.processing?.decideWithin,
          retentionDays: description?.privacy?.retentionDays,
        },
      ];
    }),
  );
  const byVersion = new Map(times);
  return openCasesOf(counts, dayOf(portal.clock()), (version) => byVersion.get(version));
}
