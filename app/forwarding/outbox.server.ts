import type { Sql } from "#db/connect.ts";
import { insertForwarding } from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { defaultAdapter } from "./adapters.server.ts";

/** Notes that a submission has to be forwarded, in the transaction that files it: neither is there without the other. */
export async function enqueueForwarding(
  portal: Portal,
  sql: Sql,
  submission: { readonly submissionId: string; readonly ars: string; readonly at: Date },
): Promise<void> {
  const { submissionId, ars, at } = submission;
  const id = randomId();
  await Promise.all([
    insertForwarding(sql, {
      id,
      submissionId,
      ars,
      adapter: defaultAdapter,
      status: "pending",
      attempts: 0,
      nextAttemptAt: at,
      lastError: null,
      createdAt: at,
      updatedAt: at,
    }),
    portal.queue.enqueue(sql, "forward-submission", { forwardingId: id, ars }),
  ]);
}
