import type { Sql } from "#db/connect.ts";
import {
  hastenForwardings,
  planForwardings,
  type PlannedForwarding,
} from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { DeliveryKind, DestinationRole, LaneWidth } from "../domain/forwarding.ts";
import { defaultAdapter } from "./adapters.server.ts";

/** What is to be sent. */
export interface Outgoing {
  readonly submissionId: string;
  readonly ars: string;
  readonly serviceId: string;
}

/**
 * Sends a submission, or what came to it later, to all its destinations, from the transaction that writes it: neither is there
 * without the other. Nothing where the transaction wrote no such submission. A supplement is what was handed in `at` that
 * moment.
 */
export async function sendOut(
  portal: Portal,
  sql: Sql,
  outgoing: Outgoing,
  kind: Exclude<DeliveryKind, "test">,
  at = portal.clock(),
): Promise<void> {
  const inbox = kind === "application" ? defaultAdapter : null;
  await plan(portal, sql, outgoing, { kind, roles: ["primary", "copy"], inbox, at });
}

/** Sends it where it goes once the primary destination has failed for good. False where there is no such place. */
export async function sendToFallback(
  portal: Portal,
  sql: Sql,
  outgoing: Outgoing,
  kind: Exclude<DeliveryKind, "test">,
): Promise<boolean> {
  const at = portal.clock();
  return (await plan(portal, sql, outgoing, { kind, roles: ["fallback"], inbox: null, at })) > 0;
}

interface Plan {
  readonly kind: DeliveryKind;
  readonly roles: readonly DestinationRole[];
  readonly inbox: string | null;
  readonly at: Date;
}

async function plan(portal: Portal, sql: Sql, outgoing: Outgoing, how: Plan): Promise<number> {
  const planned = await planForwardings(sql, { ...outgoing, ...how });
  await Promise.all(planned.map((one) => enqueueForwarding(portal, sql, outgoing.ars, one)));
  return planned.length;
}

/**
 * Has everything tried at once that waits for a destination: somebody has mended it. Returns how much. One job a lane is enough, however
 * much waits: each goes on with what is due there, and what it does not come to has its own job already.
 */
export async function enqueueOfDestination(
  portal: Pick<Portal, "queue" | "clock">,
  sql: Sql,
  { id, ars, lanes }: { readonly id: string; readonly ars: string; readonly lanes: LaneWidth },
): Promise<number> {
  const waiting = await hastenForwardings(sql, id, portal.clock());
  const jobs = waiting.slice(0, lanes).map((one) => ({ id: one, destinationId: id, lanes }));
  await Promise.all(jobs.map((one) => enqueueForwarding(portal, sql, ars, one)));
  return waiting.length;
}

/** Has a delivery worked on, now or then. */
export async function enqueueForwarding(
  portal: Pick<Portal, "queue">,
  sql: Sql,
  ars: string,
  { id, destinationId, lanes }: PlannedForwarding,
  at?: Date,
): Promise<void> {
  await portal.queue.enqueue(
    sql,
    "forward-submission",
    { forwardingId: id, ars },
    {
      ...(at && { at }),
      // As many at once as the destination stands, over all processes.
      ...(destinationId !== null && { lane: { id: destinationId, width: lanes } }),
    },
  );
}
