import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { isOffered, setOffering } from "#db/queries/offerings.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ReadinessCheck } from "../domain/readiness-check.ts";
import { openScanner } from "../files/scanner.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

export type SwitchOfferingOutcome =
  | {
      readonly outcome: "changed" | "unchanged";
      readonly municipality: Municipality;
      readonly serviceId: string;
      /** What of the service still needs a person to look at it. */
      readonly openPoints: number;
      /** What should have been put in order first. */
      readonly obstacles: readonly ReadinessCheck[];
    }
  /** It stays off: these have to be put in order first. */
  | {
      readonly outcome: "notReady";
      readonly municipality: Municipality;
      readonly obstacles: readonly ReadinessCheck[];
    }
  | { readonly outcome: "unknownMunicipality" }
  | { readonly outcome: "unknownService" };

/**
 * Switches a service on or off for a municipality, which is named by ARS, AGS or slug. Live at once. `notReadyToo`: on, whatever
 * should be put in order first.
 */
export async function switchOffering(
  { database, clock, log, config }: OperatorParts & Pick<Portal, "config">,
  change: {
    readonly municipality: string;
    readonly serviceId: string;
    readonly enabled: boolean;
    readonly notReadyToo?: boolean;
  },
  actor: string,
): Promise<SwitchOfferingOutcome> {
  const { serviceId, enabled } = change;
  const scanner = config.scanner && openScanner(config.scanner);
  const around = await askSurroundings({ config, scanner });
  return withMunicipality(database, "*", async (tx): Promise<SwitchOfferingOutcome> => {
    const municipality = await findMunicipalityByKey(tx, change.municipality);
    if (municipality === undefined) return { outcome: "unknownMunicipality" };
    const { ars } = municipality;
    const definition = await findServiceDefinition(tx, serviceId);
    if (definition === undefined) return { outcome: "unknownService" };
    const found = { municipality, serviceId, openPoints: definition.openPoints.length };
    if ((await isOffered(tx, ars, serviceId)) === enabled)
      return { outcome: "unchanged", ...found, obstacles: [] };
    const at = clock();
    const obstacles = enabled
      ? await obstaclesToPublish(tx, { ars, serviceId }, { now: at, around })
      : [];
    if (obstacles.length > 0 && change.notReadyToo !== true)
      return { outcome: "notReady", municipality, obstacles };
    await setOffering(tx, { ars, serviceId, enabled, updatedAt: at, updatedBy: actor });
    const action = enabled ? "offering.enabled" : "offering.disabled";
    await insertAuditEntry(tx, { at, ars, actor, action, subject: serviceId, details: {} });
    log.info(action, { ars, service: serviceId });
    return { outcome: "changed", ...found, obstacles };
  });
}
