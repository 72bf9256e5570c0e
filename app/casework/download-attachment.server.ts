import { mayBeOpened } from "../domain/scan-state.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { ForwardedAttachment } from "../forwarding/adapter.server.ts";
import type { Actor } from "../identity/permissions.ts";
import { takeFrom } from "./open-submission.server.ts";

/** One attachment of a submission, once it is written down who takes it. */
export async function downloadAttachment(
  portal: Portal,
  actor: Actor,
  submissionId: string,
  attachmentId: string,
): Promise<ForwardedAttachment | undefined> {
  return takeFrom(
    portal,
    actor,
    submissionId,
    {
      event: "downloaded.attachment",
      action: "submission.downloaded",
      details: { format: "attachment", attachment: attachmentId },
    },
    ({ attachments }) =>
      attachments.find(({ id, scan }) => id === attachmentId && mayBeOpened(scan)),
  );
}
