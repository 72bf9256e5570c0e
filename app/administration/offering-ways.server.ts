import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listDestinations, saveOfferingDestinations } from "#db/queries/destinations.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { destinationRoles, type DestinationRole } from "../domain/forwarding.ts";
import { can, type Actor } from "../identity/permissions.ts";

/** Where an offering goes. */
export interface Way {
  readonly destinationId: string;
  readonly role: DestinationRole;
}

/** Reads a role as it comes with a form; undefined: it does not go there. */
export function readRole(text: string | undefined): DestinationRole | undefined {
  return destinationRoles.find((role) => role === text);
}

/**
 * Sets where an offering goes from now on; what was filed before keeps its way. `twoPrimaries`: only one destination can be
 * the first, lest something is worked on twice.
 */
export async function setWays(
  portal: Portal,
  actor: Actor,
  offering: { readonly ars: string; readonly serviceId: string },
  ways: readonly Way[],
): Promise<"saved" | "twoPrimaries" | "noPrimary" | "unknown"> {
  const { ars, serviceId } = offering;
  if (!can(actor, "offering.change", ars)) return "unknown";
  const primaries = ways.filter(({ role }) => role === "primary").length;
  if (primaries > 1) return "twoPrimaries";
  if (primaries === 0 && ways.some(({ role }) => role === "fallback")) return "noPrimary";
  return withMunicipality(portal.database, ars, async (sql) => {
    const known = new Set((await listDestinations(sql)).map(({ id }) => id));
    if (ways.some(({ destinationId }) => !known.has(destinationId))) return "unknown";
    await saveOfferingDestinations(sql, offering, ways);
    await insertAuditEntry(sql, {
      at: portal.clock(),
      ars,
      actor: actor.accountId,
      action: "offering.destinations",
      subject: serviceId,
      details: { ways: ways.length },
    });
    return "saved";
  });
}
