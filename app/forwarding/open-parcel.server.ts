import type { AttachmentRow } from "#db/queries/attachments.ts";
import type { SubmissionRow } from "#db/queries/submissions.ts";
import type { KeyRing, Portal } from "../catalogue/portal.server.ts";
import { mayBeOpened } from "../domain/scan-state.ts";
import { submissionDocumentSchema, type SubmissionDocument } from "../domain/submission.ts";
import type { ForwardedAttachment } from "./adapter.server.ts";

/** The place of documents that answer no question of the form by themselves, because they were handed in later. */
export const handedInPath = "nachgereicht";

/** A submission in the clear, with everything that came with it. */
export interface Parcel {
  readonly document: SubmissionDocument;
  readonly attachments: readonly ForwardedAttachment[];
}

/** Opens a submission with its municipality's keys. Throws `DecryptionError`. */
export function openParcel(
  portal: Portal,
  keys: KeyRing,
  submission: SubmissionRow,
  attachments: readonly AttachmentRow[],
): Parcel {
  const document = submissionDocumentSchema.parse(
    JSON.parse(keys.open(submission.sealed, `submission:${submission.id}`).toString()),
  );
  return {
    document,
    attachments: attachments.map((row) => toForwarded(portal, keys, row, document)),
  };
}

function toForwarded(
  portal: Portal,
  keys: KeyRing,
  row: AttachmentRow,
  document: SubmissionDocument,
): ForwardedAttachment {
  // What was handed in later is not in the document, and tells itself what it is.
  const { fileKey, ...own } = JSON.parse(
    keys.open(row.sealed, `attachment:${row.id}`).toString(),
  ) as { fileKey: string; name?: string; mediaType?: string };
  const listed = document.attachments.find(({ id }) => id === row.id) ?? own;
  return {
    id: row.id,
    name: listed.name ?? row.id,
    mediaType: listed.mediaType ?? "application/octet-stream",
    sha256: row.sha256,
    size: row.size,
    ...(row.path === handedInPath && { handedInAt: row.createdAt }),
    scan: row.scan,
    read: () => {
      if (!mayBeOpened(row.scan)) throw new Error(`attachment ${row.id} is ${row.scan}`);
      return portal.storage.get({ storageKey: row.storageKey, fileKey });
    },
  };
}
