import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findDestination } from "#db/queries/destinations.ts";
import { restartForwarding } from "#db/queries/forwarding-lease.ts";
import { findForwarding } from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { enqueueForwarding } from "./outbox.server.ts";

/**
 * Has deliveries of a municipality tried anew, as often as fresh ones; `actor`: who had it done. Returns how many: what arrived
 * or is under way stays as it is.
 */
export async function resendAll(
  portal: Pick<Portal, "database" | "queue" | "clock">,
  ars: string,
  ids: readonly string[],
  actor: string,
): Promise<number> {
  let count = 0;
  for (const id of ids) {
    const at = portal.clock();
    const isRestarted = await withMunicipality(portal.database, ars, async (sql) => {
      const row = await findForwarding(sql, id);
      if (!row || !(await restartForwarding(sql, id, at))) return false;
      const { destinationId } = row;
      const destination =
        destinationId === null ? undefined : await findDestination(sql, destinationId);
      const job = { id, destinationId, lanes: destination?.lanes ?? 1 } as const;
      await enqueueForwarding(portal, sql, ars, job);
      await insertAuditEntry(sql, {
        at,
        ars,
        actor,
        action: "forwarding.resent",
        subject: id,
        details: {},
      });
      return true;
    });
    if (isRestarted) count += 1;
  }
  return count;
}
