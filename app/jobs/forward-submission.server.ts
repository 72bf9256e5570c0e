import { withMunicipality } from "#db/connect.ts";
import { listAttachmentsOfSubmission } from "#db/queries/attachments.ts";
import { findForwarding, markForwarding, type ForwardingRow } from "#db/queries/forwardings.ts";
import type { JobData } from "#db/job-queue.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { findSubmission } from "#db/queries/submissions.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { mayBeOpened } from "../domain/scan-state.ts";
import type { ForwardingResult } from "../forwarding/adapter.server.ts";
import { adapters } from "../forwarding/adapters.server.ts";
import { openParcel, type Parcel } from "../forwarding/open-parcel.server.ts";

/** Seconds that one attempt may take. */
const attemptSeconds = 120;

/** The destination could not take it now; the queue tries again later. */
class ForwardingRetryError extends Error {
  override readonly name = "ForwardingRetryError";
}

/** One attempt to bring a submission to its destination. What was accepted before is not sent again. */
export async function forwardSubmission(
  portal: Portal,
  { forwardingId, ars }: JobData["forward-submission"],
): Promise<void> {
  const keys = await keyRingOf(portal, ars);
  const forwarding = await withMunicipality(portal.database, ars, (sql) =>
    findForwarding(sql, forwardingId),
  );
  if (forwarding?.status !== "pending") return;
  const parcel = await loadParcel(portal, keys, forwarding);
  if (!parcel) return;
  const result = await attempt(forwarding, parcel);
  await record(portal, forwarding, result);
  if (result.kind === "retry") throw new ForwardingRetryError(result.reason);
}

async function loadParcel(
  portal: Portal,
  keys: KeyRing,
  { ars, submissionId }: ForwardingRow,
): Promise<Parcel | undefined> {
  const [submission, rows] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([
      findSubmission(sql, submissionId),
      listAttachmentsOfSubmission(sql, submissionId),
    ]),
  );
  if (!submission) return undefined;
  return openParcel(portal, keys, submission, rows);
}

async function attempt(
  { adapter: name }: ForwardingRow,
  { document, attachments }: Parcel,
): Promise<ForwardingResult> {
  const unfit = attachments.find(({ scan }) => !mayBeOpened(scan));
  if (unfit?.scan === "infected") return { kind: "rejected", reason: "an attachment is infected" };
  if (unfit) return { kind: "retry", reason: "an attachment is not scanned yet" };
  const adapter = adapters.get(name);
  if (!adapter) return { kind: "rejected", reason: `there is no adapter ${name}` };
  try {
    const signal = AbortSignal.timeout(attemptSeconds * 1000);
    return await adapter.forward(document, attachments, {}, signal);
  } catch (error) {
    return { kind: "retry", reason: error instanceof Error ? error.message : "unknown error" };
  }
}

async function record(
  portal: Portal,
  { id, ars, submissionId }: ForwardingRow,
  result: ForwardingResult,
): Promise<void> {
  const at = portal.clock();
  const status = result.kind === "retry" ? "pending" : result.kind;
  await withMunicipality(portal.database, ars, async (sql) => {
    await markForwarding(sql, {
      id,
      status,
      nextAttemptAt: result.kind === "retry" ? at : null,
      lastError: result.kind === "accepted" ? null : result.reason,
      at,
    });
    if (result.kind !== "retry") {
      const kind = `forwarding.${result.kind}`;
      await insertSubmissionEvent(sql, { submissionId, ars, kind, at, actor: "system" });
    }
  });
  portal.log.info(`forwarding.${result.kind}`, { forwarding: id });
}
