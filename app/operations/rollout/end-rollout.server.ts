import { withMunicipality } from "#db/connect.ts";
import { findRollout, reviveRollouts, updateRollout } from "#db/queries/rollouts.ts";
import { auditRollout } from "./audit-rollout.server.ts";
import type { RolloutParts } from "./rollouts.server.ts";

export type EndedRollout = { readonly kind: "done" | "unknown" | "tooLate" };

/**
 * Looks again at those who were not ready, and switches it on where they are by now; `notReadyToo`: everywhere. Happens once a day by
 * itself. `tooLate`: nobody waits.
 */
export async function goOnWithRollout(
  { database, clock, queue, log }: RolloutParts,
  id: string,
  actor: string,
  { notReadyToo = false } = {},
): Promise<EndedRollout> {
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<EndedRollout> => {
    const row = await findRollout(sql, id, { lock: true });
    if (!row) return { kind: "unknown" };
    const revived = await reviveRollouts(sql, { id }, { at, notReadyToo });
    if (row.kind === "proposal" || revived.length === 0) return { kind: "tooLate" };
    await queue.enqueue(sql, "roll-out", { rolloutId: id });
    await auditRollout(sql, { at, actor, id, serviceId: row.serviceId }, "rollout.continued", {
      notReadyToo,
    });
    log.info("rollout.continued", { rollout: id });
    return { kind: "done" };
  });
}

/** Nobody is asked any more, and nothing is switched on any more; what is on stays on. */
export async function cancelRollout(
  parts: RolloutParts,
  id: string,
  actor: string,
): Promise<EndedRollout> {
  return end(parts, id, actor, { from: ["open", "running"], to: "cancelled" });
}

/** Switches off again what was switched on by itself; what municipalities accepted or changed stays. */
export async function undoRollout(
  parts: RolloutParts,
  id: string,
  actor: string,
): Promise<EndedRollout> {
  return end(parts, id, actor, { from: ["open", "running", "done", "cancelled"], to: "undoing" });
}

async function end(
  { database, clock, queue, log }: RolloutParts,
  id: string,
  actor: string,
  { from, to }: { readonly from: readonly string[]; readonly to: "cancelled" | "undoing" },
): Promise<EndedRollout> {
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<EndedRollout> => {
    const row = await findRollout(sql, id, { lock: true });
    if (!row) return { kind: "unknown" };
    if (!from.includes(row.state)) return { kind: "tooLate" };
    await updateRollout(sql, id, { state: to, at });
    if (to === "undoing") await queue.enqueue(sql, "roll-out", { rolloutId: id });
    const action = to === "undoing" ? "rollout.undone" : "rollout.cancelled";
    await auditRollout(sql, { at, actor, id, serviceId: row.serviceId }, action, {});
    log.info(action, { rollout: id });
    return { kind: "done" };
  });
}
