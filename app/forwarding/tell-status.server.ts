import type { Sql } from "#db/connect.ts";
import type { ForwardingRow } from "#db/queries/forwardings.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { findSubmission } from "#db/queries/submissions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isDeadLetter, type ForwardingStatus } from "../domain/forwarding.ts";
import { sendToFallback } from "./outbox.server.ts";

/**
 * What the citizen and the town hall see of a delivery's new status; and another way where there is one. `forwarding`: as it
 * was before.
 */
export async function tellStatus(
  portal: Portal,
  sql: Sql,
  forwarding: ForwardingRow,
  status: ForwardingStatus,
  at: Date,
): Promise<void> {
  const { submissionId, ars, role, kind } = forwarding;
  if (submissionId === null || kind === "test" || status === forwarding.status) return;
  await insertSubmissionEvent(sql, {
    submissionId,
    ars,
    kind: `forwarding.${status}`,
    at,
    actor: "system",
  });
  if (!isDeadLetter(status) || role !== "primary") return;
  const submission = await findSubmission(sql, submissionId);
  if (submission)
    await sendToFallback(portal, sql, { submissionId, ars, serviceId: submission.serviceId }, kind);
}
