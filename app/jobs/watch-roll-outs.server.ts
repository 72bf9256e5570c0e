import { withMunicipality } from "#db/connect.ts";
import { listIdleRollouts } from "#db/queries/rollouts.ts";
import { listIdleSwitches } from "#db/queries/switches.ts";
import type { Portal } from "../catalogue/portal.server.ts";

/** Seconds without progress after which somebody else goes on; a batch takes one or two. */
const idleSeconds = 30;

/**
 * Has switches and roll-outs that should get on and do not carried on: their job was lost with its process more often than the queue
 * tries again, or there never was one, because the command line or the start made them.
 */
export async function watchRollOuts(portal: Portal): Promise<void> {
  const now = portal.clock();
  const idleSince = new Date(now.getTime() - idleSeconds * 1000);
  await withMunicipality(portal.database, "*", async (sql) => {
    for (const { id } of await listIdleSwitches(sql, { now, idleSince }))
      await portal.queue.enqueue(sql, "switch-service", { switchId: id });
    for (const { id } of await listIdleRollouts(sql, { now, idleSince }))
      await portal.queue.enqueue(sql, "roll-out", { rolloutId: id });
  });
}
