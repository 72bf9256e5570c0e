import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { isOffered, setOffering } from "#db/queries/offerings.ts";
import { findForced } from "#db/queries/rollout-places.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import { can, type Actor } from "../identity/permissions.ts";

/**
 * `unknown`: no such municipality for this person, or no such service. `forbidden`: may look but not switch. `forced`: the operator
 * has switched it on for everybody, and this is why. `notReady`: it stays off, so many things have to be put in order first.
 */
export type Switching =
  | { readonly kind: "switched" | "unknown" | "forbidden" }
  | { readonly kind: "forced"; readonly reason: string }
  | { readonly kind: "notReady"; readonly obstacles: number };

/** Switches a service on or off in a municipality; live with the next request of a citizen. */
export async function switchOffering(
  portal: Portal,
  actor: Actor,
  offering: { readonly ars: string; readonly serviceId: string; readonly enabled: boolean },
): Promise<Switching> {
  const { ars, serviceId, enabled } = offering;
  if (!can(actor, "offering.change", ars)) {
    return { kind: can(actor, "offering.read", ars) ? "forbidden" : "unknown" };
  }
  const around = await askSurroundings(portal);
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql): Promise<Switching> => {
    if ((await findCurrentVersion(sql, serviceId)) === undefined) return { kind: "unknown" };
    // A second click changes nothing, and there is nothing to write down.
    if ((await isOffered(sql, ars, serviceId)) === enabled) return { kind: "switched" };
    const obstacles = enabled
      ? await obstaclesToPublish(sql, { ars, serviceId }, { now: at, around })
      : [];
    if (obstacles.length > 0) return { kind: "notReady", obstacles: obstacles.length };
    const forced = enabled ? undefined : await findForced(sql, ars, serviceId);
    if (forced) return { kind: "forced", reason: forced.reason };
    await setOffering(sql, { ars, serviceId, enabled, updatedAt: at, updatedBy: actor.accountId });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: enabled ? "offering.turnedOn" : "offering.turnedOff",
      subject: serviceId,
      details: {},
    });
    return { kind: "switched" };
  });
}
