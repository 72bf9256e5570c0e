import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import {
  countProposals,
  listProposals,
  lockPlaces,
  setPlaceStates,
  switchOnPlaces,
  type TownProposal,
} from "#db/queries/rollout-places.ts";
import { findRollout } from "#db/queries/rollouts.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ReadinessCheck } from "../domain/readiness-check.ts";
import { startSettingsOf } from "../domain/rollout.ts";
import { can, type Actor } from "../identity/permissions.ts";

export type { TownProposal };

export interface Proposals {
  readonly municipality: Municipality;
  readonly proposals: readonly TownProposal[];
}

/** What the operator offers a municipality. Undefined where somebody does not administer it. */
export async function loadProposals(
  { database }: Portal,
  actor: Actor,
  ars: string,
): Promise<Proposals | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const municipality = await query(database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return undefined;
  const proposals = await withMunicipality(database, ars, (sql) => listProposals(sql, ars));
  return { municipality, proposals };
}

/** How many of them wait for an answer. */
export async function countOpenProposals({ database }: Portal, ars: string): Promise<number> {
  return withMunicipality(database, ars, (sql) => countProposals(sql, ars));
}

/** `late`: it is answered already, switched on, or not offered any more. `notReady`: it stays open, these have to be put in order first. */
export type Answered =
  | { readonly kind: "accepted" | "declined" | "late" | "unknown" }
  | {
      readonly kind: "notReady";
      readonly serviceId: string;
      readonly obstacles: readonly ReadinessCheck[];
    };

/**
 * Accepts what the operator offers, so that it is switched on at once, or declines it. What is forced cannot be declined. Settings that
 * come with it count at once, too: the operator wrote them and somebody of the town accepts them, which are two persons already.
 */
export async function answerProposal(
  portal: Portal,
  actor: Actor,
  { ars, rolloutId, accept }: { ars: string; rolloutId: string; accept: boolean },
): Promise<Answered> {
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const around = await askSurroundings(portal);
  const at = portal.clock();
  const by = { at, actor: actor.accountId };
  return withMunicipality(portal.database, ars, async (sql): Promise<Answered> => {
    await lockPlaces(sql, rolloutId, ["waiting", "notReady"], { ars });
    const rollout = await findRollout(sql, rolloutId);
    if (!rollout) return { kind: "unknown" };
    const { kind, serviceId } = rollout;
    const isOpen = (await listProposals(sql, ars)).some(
      (one) => one.id === rolloutId && one.isOpen,
    );
    if (!isOpen || (kind === "forced" && !accept)) return { kind: "late" };
    const answer = accept ? "accepted" : "declined";
    if (accept) {
      const key = { ars, serviceId };
      const obstacles = await obstaclesToPublish(sql, key, {
        now: at,
        around,
        start: startSettingsOf(rollout),
      });
      if (obstacles.length > 0) return { kind: "notReady", serviceId, obstacles };
      await switchOnPlaces(sql, rollout, [ars], { ...by, state: answer });
    } else await setPlaceStates(sql, rolloutId, [ars], { ...by, state: answer });
    const action = `proposal.${answer}`;
    const details = { rollout: rolloutId };
    await insertAuditEntry(sql, { ...by, ars, action, subject: serviceId, details });
    return { kind: answer };
  });
}
