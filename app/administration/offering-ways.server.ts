import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listDestinations, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { isOfferingInUse } from "#db/queries/in-use.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import {
  askConfirmation,
  overtakeConfirmation,
  type Asking,
} from "../catalogue/ask-confirmation.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { sameWays, waysText } from "../domain/confirmation.ts";
import { destinationRoles, type DestinationRole, type Way } from "../domain/forwarding.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { randomId } from "../platform/crypto.server.ts";
import { waysOf } from "./confirmations/subject.server.ts";

/** Reads a role as it comes with a form; undefined: it does not go there. */
export function readRole(text: string | undefined): DestinationRole | undefined {
  return destinationRoles.find((role) => role === text);
}

/**
 * Sets where an offering goes from now on; what was filed before keeps its way. Where something real goes there, somebody else has to
 * confirm it (`asked`, `same`, `waits`). `twoPrimaries`: only one destination can be the first, lest something is worked on twice.
 */
export async function setWays(
  portal: Portal,
  actor: Actor,
  offering: { readonly ars: string; readonly serviceId: string },
  ways: readonly Way[],
): Promise<"saved" | "twoPrimaries" | "noPrimary" | "unknown" | Asking> {
  const { ars, serviceId } = offering;
  if (!can(actor, "offering.change", ars)) return "unknown";
  const primaries = ways.filter(({ role }) => role === "primary").length;
  if (primaries > 1) return "twoPrimaries";
  if (primaries === 0 && ways.some(({ role }) => role === "fallback")) return "noPrimary";
  const by = { at: portal.clock(), actor: actor.accountId };
  return withMunicipality(portal.database, ars, async (sql) => {
    await lockOffering(sql, offering);
    const known = new Set((await listDestinations(sql)).map(({ id }) => id));
    if (ways.some(({ destinationId }) => !known.has(destinationId))) return "unknown";
    const before = await waysOf(sql, offering);
    if (sameWays(before, ways)) return "saved";
    if (await isOfferingInUse(sql, offering, by.at)) {
      const asked = { kind: "ways", before, after: ways } as const;
      return askConfirmation(sql, { ars, subject: serviceId, asked, id: randomId(), ...by });
    }
    await saveOfferingDestinations(sql, offering, ways);
    await insertAuditEntry(sql, {
      ...by,
      ars,
      action: "offering.destinations",
      subject: serviceId,
      details: { before: waysText(before), after: waysText(ways) },
    });
    await overtakeConfirmation(sql, { ars, kind: "ways", subject: serviceId }, by);
    return "saved";
  });
}
