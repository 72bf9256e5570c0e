import { query } from "#db/connect.ts";
import { findRevision } from "#db/queries/revisions.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { applyOverlay } from "../domain/overlay/apply-overlay.ts";
import { readOfferedVersion, type OfferingKey } from "../domain/revision.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import type { Portal } from "./portal.server.ts";

/**
 * The definition of one version as a municipality offers it (`1.2.0+7`), for whoever needs its texts and times alone: nothing is compiled
 * and kept, see `loadVersion`. Undefined where there is no such version or revision.
 */
export async function findOfferedDefinition(
  { database }: Pick<Portal, "database">,
  offering: OfferingKey,
  version: string,
): Promise<ServiceDefinition | undefined> {
  const { serviceVersion, revision } = readOfferedVersion(version);
  const service = await query(database, (sql) =>
    findServiceDefinition(sql, offering.serviceId, serviceVersion),
  );
  if (!service || revision === undefined) return service;
  const row = await query(database, (sql) => findRevision(sql, offering, revision));
  return row?.serviceVersion === serviceVersion ? applyOverlay(service, row.overlay) : undefined;
}
