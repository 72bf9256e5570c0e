import { withMunicipality } from "#db/connect.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { isOfferingInUse } from "#db/queries/in-use.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import {
  askConfirmation,
  overtakeConfirmation,
  type Asking,
} from "../catalogue/ask-confirmation.server.ts";
import { changeWays } from "../catalogue/change-ways.server.ts";
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

export type SetWays = "saved" | "twoPrimaries" | "noPrimary" | "overtaken" | "unknown" | Asking;

/**
 * Sets where an offering goes from now on; what was filed before keeps its way. Where something real goes there, somebody else has to
 * confirm it (`asked`, `same`, `waits`). `twoPrimaries`: only one destination can be the first, lest something is worked on twice.
 * `seen`: where it went when the form was shown (`waysText`); where it goes elsewhere by now it is `overtaken`, and nothing is written.
 */
export async function setWays(
  portal: Portal,
  actor: Actor,
  offering: { readonly ars: string; readonly serviceId: string },
  ways: readonly Way[],
  seen?: string,
): Promise<SetWays> {
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
    if (seen !== undefined && seen !== waysText(before)) return "overtaken";
    if (await isOfferingInUse(sql, offering, by.at)) {
      const asked = { kind: "ways", before, after: ways } as const;
      return askConfirmation(sql, { ars, subject: serviceId, asked, id: randomId(), ...by });
    }
    await changeWays(sql, offering, { before, after: ways }, by);
    await overtakeConfirmation(sql, { ars, kind: "ways", subject: serviceId }, by);
    return "saved";
  });
}
