import type { Sql } from "#db/connect.ts";
import type { Filing } from "#db/queries/file-submission.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { defaultAdapter } from "./adapters.server.ts";

/** The forwarding of a submission that is being filed: due at once. */
export function newForwarding(at: Date): Filing["forwarding"] {
  return {
    id: randomId(),
    adapter: defaultAdapter,
    status: "pending",
    attempts: 0,
    nextAttemptAt: at,
    lastError: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** Has a forwarding worked off, from the transaction that files the submission: neither is there without the other. */
export async function enqueueForwarding(
  portal: Portal,
  sql: Sql,
  forwarding: { readonly id: string; readonly ars: string },
): Promise<void> {
  const { id, ars } = forwarding;
  await portal.queue.enqueue(sql, "forward-submission", { forwardingId: id, ars });
}
