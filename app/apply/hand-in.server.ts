import { withMunicipality } from "#db/connect.ts";
import { insertAttachment, listAttachmentsOfSubmission } from "#db/queries/attachments.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { fileRules } from "../domain/file-limits.ts";
import { sendOut, type Outgoing } from "../forwarding/outbox.server.ts";
import { handedInPath } from "../forwarding/open-parcel.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import type { ApplicationStatus } from "./load-status.server.ts";
import type { UploadedFile } from "./page-files.server.ts";
import { receiveFile, type ReceivedFile, type RefusedFile } from "./receive-file.server.ts";

/** `refused`: nothing was kept, because of one file; `nothing`: none was chosen. */
export type HandInOutcome =
  | { readonly kind: "handedIn"; readonly count: number }
  | { readonly kind: "closed" }
  | { readonly kind: "nothing" }
  | { readonly kind: "tooMany" }
  | RefusedFile;

/** What any document may be. */
const rules = fileRules({ mediaTypes: [] });
/** Of all that was handed in later. */
const maxCount = 30;

/**
 * Adds documents to an application that was filed incomplete. What was filed stays as it is; they come beside it, with their
 * time. Only for whoever has shown reference and code.
 */
export async function handIn(
  portal: Portal,
  { submission, missing }: ApplicationStatus,
  files: readonly UploadedFile[],
): Promise<HandInOutcome> {
  if (missing.length === 0) return { kind: "closed" };
  const chosen = files.filter(({ bytes, filename }) => bytes.length > 0 || filename !== "");
  if (chosen.length === 0) return { kind: "nothing" };
  const { id: submissionId, ars } = submission;
  const before = await withMunicipality(portal.database, ars, (sql) =>
    listAttachmentsOfSubmission(sql, submissionId),
  );
  const later = before.filter(({ path }) => path === handedInPath);
  if (later.length + chosen.length > maxCount) return { kind: "tooMany" };
  const outcomes = await Promise.all(
    chosen.map(({ filename, bytes }) => receiveFile(portal, rules, filename, bytes)),
  );
  // Content is in storage before any row names it.
  const received = outcomes.filter((one) => one.kind === "received");
  const refused = outcomes.find((one) => one.kind === "refused");
  try {
    const { serviceId } = submission;
    const of = { submissionId, ars, serviceId };
    if (!refused) await keep(portal, await keyRingOf(portal, ars), of, received);
  } catch (error) {
    await drop(portal, received);
    throw error;
  }
  if (refused) {
    await drop(portal, received);
    return refused;
  }
  portal.log.info("submission.handedIn", { reference: submission.reference });
  return { kind: "handedIn", count: received.length };
}

async function keep(
  portal: Portal,
  keys: KeyRing,
  of: Outgoing,
  received: readonly ReceivedFile[],
): Promise<void> {
  const at = portal.clock();
  const { submissionId, ars } = of;
  await withMunicipality(portal.database, ars, async (sql) => {
    for (const { file, content, scan } of received) {
      const id = randomId();
      const meta = { fileKey: content.fileKey, name: file.name, mediaType: file.mediaType };
      await insertAttachment(sql, {
        id,
        ars,
        draftId: null,
        submissionId,
        path: handedInPath,
        storageKey: content.storageKey,
        sealed: keys.seal(JSON.stringify(meta), `attachment:${id}`),
        size: file.size,
        sha256: file.sha256,
        createdAt: at,
        scan,
        scanAttempts: 0,
      });
    }
    await insertSubmissionEvent(sql, { submissionId, ars, kind: "handedIn", at, actor: "citizen" });
    await sendOut(portal, sql, of, "supplement", at);
    if (portal.scanner) await portal.queue.enqueue(sql, "scan-attachments", {});
  });
}

async function drop(portal: Portal, received: readonly ReceivedFile[]): Promise<void> {
  for (const { content } of received) await portal.storage.delete(content.storageKey);
}
