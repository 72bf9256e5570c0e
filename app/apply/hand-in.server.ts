import { fileTypeFromBuffer } from "file-type";
import { withMunicipality } from "#db/connect.ts";
import { insertAttachment, listAttachmentsOfSubmission } from "#db/queries/attachments.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { handedInPath } from "../forwarding/open-parcel.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { plainName, type UploadedFile } from "./draft-files.server.ts";
import type { ApplicationStatus } from "./load-status.server.ts";

/** `refused`: nothing was kept, because of the file of this name; without one, none was chosen. */
export type HandInOutcome =
  | { readonly kind: "handedIn"; readonly count: number }
  | { readonly kind: "closed" }
  | {
      readonly kind: "refused";
      readonly reason: "none" | "empty" | "tooLarge" | "type" | "tooMany";
      readonly name: string;
    };

const mediaTypes = ["application/pdf", "image/jpeg", "image/png"];
const maxSize = 10 * 1024 * 1024;
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
  if (chosen.length === 0) return { kind: "refused", reason: "none", name: "" };
  const types = await Promise.all(chosen.map(({ bytes }) => fileTypeFromBuffer(bytes)));
  for (const [at, { bytes, filename: name }] of chosen.entries()) {
    if (bytes.length === 0) return { kind: "refused", reason: "empty", name };
    if (bytes.length > maxSize) return { kind: "refused", reason: "tooLarge", name };
    if (!mediaTypes.includes(types[at]?.mime ?? ""))
      return { kind: "refused", reason: "type", name };
  }
  const { id: submissionId, ars } = submission;
  const keys = await keyRingOf(portal, ars);
  const before = await withMunicipality(portal.database, ars, (sql) =>
    listAttachmentsOfSubmission(sql, submissionId),
  );
  const later = before.filter(({ path }) => path === handedInPath);
  if (later.length + chosen.length > maxCount)
    return { kind: "refused", reason: "tooMany", name: chosen[0]?.filename ?? "" };
  // Content first, so that no row is without it.
  const stored = await Promise.all(chosen.map(({ bytes }) => portal.storage.put(bytes)));
  const at = portal.clock();
  await withMunicipality(portal.database, ars, async (sql) => {
    for (const [index, { storageKey, fileKey, size, sha256 }] of stored.entries()) {
      const id = randomId();
      const name = plainName(chosen[index]?.filename ?? "");
      const meta = { fileKey, name, mediaType: types[index]?.mime };
      const sealed = keys.seal(JSON.stringify(meta), `attachment:${id}`);
      const place = { ars, draftId: null, submissionId, path: handedInPath };
      await insertAttachment(sql, {
        id,
        ...place,
        storageKey,
        sealed,
        size,
        sha256,
        createdAt: at,
      });
    }
    await insertSubmissionEvent(sql, { submissionId, ars, kind: "handedIn", at, actor: "citizen" });
  });
  portal.log.info("submission.handedIn", { reference: submission.reference });
  return { kind: "handedIn", count: chosen.length };
}
