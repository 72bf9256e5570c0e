import { withMunicipality } from "#db/connect.ts";
import { listIdleRollouts, reviveRollouts } from "#db/queries/rollouts.ts";
import { listIdleSwitches } from "#db/queries/switches.ts";
import type { Portal } from "../catalogue/portal.server.ts";

/** Seconds without progress after which somebody else goes on; a batch takes one or two. */
const idleSeconds = 30;
/** Milliseconds after which those are looked at again who were not ready. */
const secondLook = 86_400_000;

/**
 * Has switches and roll-outs that should get on and do not carried on: their job was lost with its process more often than the queue
 * tries again, or there never was one, because the command line or the start made them. And has roll-outs look again at those who
 * were not ready.
 */
export async function watchRollOuts(portal: Portal): Promise<void> {
  const now = portal.clock();
  const idleSince = new Date(now.getTime() - idleSeconds * 1000);
  await withMunicipality(portal.database, "*", async (sql) => {
    for (const { id } of await listIdleSwitches(sql, { now, idleSince }))
      await portal.queue.enqueue(sql, "switch-service", { switchId: id });
    const before = new Date(now.getTime() - secondLook);
    for (const id of await reviveRollouts(sql, { before }, { at: now }))
      await portal.queue.enqueue(sql, "roll-out", { rolloutId: id });
    for (const { id } of await listIdleRollouts(sql, { now, idleSince }))
      await portal.queue.enqueue(sql, "roll-out", { rolloutId: id });
  });
}
