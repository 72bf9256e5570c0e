import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { isOffered, setOffering } from "#db/queries/offerings.ts";
import { findForced } from "#db/queries/rollout-places.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import {
  askConfirmation,
  overtakeConfirmation,
  type Asking,
} from "../catalogue/ask-confirmation.server.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { randomId } from "../platform/crypto.server.ts";

/**
 * `unknown`: no such municipality for this person, or no such service. `forbidden`: may look but not switch. `forced`: the operator
 * has switched it on for everybody, and this is why. `notReady`: it stays off, so many things have to be put in order first.
 * `asked`, `same`, `waits`: it goes online once somebody else confirms it.
 */
export type Switching =
  | { readonly kind: "switched" | "unknown" | "forbidden" | Asking }
  | { readonly kind: "forced"; readonly reason: string }
  | { readonly kind: "notReady"; readonly obstacles: number };

interface Switch {
  readonly ars: string;
  readonly serviceId: string;
  readonly at: Date;
  readonly actor: string;
}

/** Switches a service off in a municipality, live with the next request of a citizen, or asks for it to go online. */
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
    const change = { ars, serviceId, at, actor: actor.accountId };
    if (!enabled) return switchOff(sql, change);
    const obstacles = await obstaclesToPublish(sql, { ars, serviceId }, { now: at, around });
    if (obstacles.length > 0) return { kind: "notReady", obstacles: obstacles.length };
    const asked = { kind: "switchOn", endsTest: false } as const;
    const wish = { ars, subject: serviceId, asked, id: randomId(), at, actor: actor.accountId };
    return { kind: await askConfirmation(sql, wish) };
  });
}

async function switchOff(sql: Sql, { ars, serviceId, at, actor }: Switch): Promise<Switching> {
  const forced = await findForced(sql, ars, serviceId);
  if (forced) return { kind: "forced", reason: forced.reason };
  await setOffering(sql, { ars, serviceId, enabled: false, updatedAt: at, updatedBy: actor });
  const action = "offering.turnedOff";
  await insertAuditEntry(sql, { at, ars, actor, action, subject: serviceId, details: {} });
  await overtakeConfirmation(sql, { ars, kind: "switchOn", subject: serviceId }, { at, actor });
  return { kind: "switched" };
}
