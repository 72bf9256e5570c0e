import { withMunicipality } from "#db/connect.ts";
import { listOverdueForwardings } from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { enqueueForwarding } from "../forwarding/outbox.server.ts";

/** Seconds after which something that is due should have been begun. */
const graceSeconds = 120;
/** Of one round. */
const limit = 1000;

/**
 * Has deliveries worked on that nobody knows of any more: those of a worker that was killed, of a queue that was emptied, of
 * a destination that was switched on again. Returns how many. A job too many does no harm: it finds nothing to do.
 */
export async function watchForwardings(portal: Portal): Promise<number> {
  const before = new Date(portal.clock().getTime() - graceSeconds * 1000);
  return withMunicipality(portal.database, "*", async (sql) => {
    const overdue = await listOverdueForwardings(sql, before, limit);
    await Promise.all(overdue.map((one) => enqueueForwarding(portal, sql, one.ars, one)));
    if (overdue.length > 0) portal.log.warn("forwarding.overdue", { count: overdue.length });
    return overdue.length;
  });
}
