import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findDestination } from "#db/queries/destinations.ts";
import { hastenForwarding, restartForwarding } from "#db/queries/forwarding-lease.ts";
import { findForwarding } from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { enqueueForwarding } from "./outbox.server.ts";

type Start = (sql: Sql, id: string, at: Date) => Promise<boolean>;
type Parts = Pick<Portal, "database" | "queue" | "clock">;

/**
 * Has deliveries of a municipality tried anew, as often as fresh ones; `actor`: who had it done. Returns how many: what arrived
 * or is under way stays as it is, and so does what was sent, unless `evenSent`: then it may arrive twice.
 */
export async function resendAll(
  portal: Parts,
  ars: string,
  ids: readonly string[],
  actor: string,
  evenSent = false,
): Promise<number> {
  const action = evenSent ? "forwarding.sentAnew" : "forwarding.resent";
  const start: Start = (sql, id, at) => restartForwarding(sql, id, at, evenSent);
  return setGoing(portal, ars, ids, { actor, action, start });
}

/** Has receivers asked at once what became of what was sent to them. Returns of how many. */
export async function askAgain(
  portal: Parts,
  ars: string,
  ids: readonly string[],
  actor: string,
): Promise<number> {
  return setGoing(portal, ars, ids, {
    actor,
    action: "forwarding.asked",
    start: hastenForwarding,
  });
}

async function setGoing(
  portal: Parts,
  ars: string,
  ids: readonly string[],
  {
    actor,
    action,
    start,
  }: { readonly actor: string; readonly action: string; readonly start: Start },
): Promise<number> {
  let count = 0;
  for (const id of ids) {
    const at = portal.clock();
    const isGoing = await withMunicipality(portal.database, ars, async (sql) => {
      const row = await findForwarding(sql, id);
      if (!row || !(await start(sql, id, at))) return false;
      const { destinationId } = row;
      const destination =
        destinationId === null ? undefined : await findDestination(sql, destinationId);
      const job = { id, destinationId, lanes: destination?.lanes ?? 1 } as const;
      await enqueueForwarding(portal, sql, ars, job);
      await insertAuditEntry(sql, { at, ars, actor, action, subject: id, details: {} });
      return true;
    });
    if (isGoing) count += 1;
  }
  return count;
}
