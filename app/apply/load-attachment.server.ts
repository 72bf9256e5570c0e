import * as z from "zod";
import { findAttachment } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import { noAnswers } from "../domain/answers.ts";
import { filesBelow } from "../domain/change-answers.ts";
import { open as openSealed } from "../platform/crypto.server.ts";
import { withOpenJourney, type NoJourney, type Visit } from "./open-journey.server.ts";

export type AttachmentOutcome =
  | NoJourney
  | { readonly kind: "unknown" }
  | { readonly kind: "attachment"; readonly download: Download };

/** A file that a citizen uploaded to a draft, for that citizen alone: the draft's ticket holds the only key. */
export async function loadAttachment(
  portal: Portal,
  visit: Visit,
  id: string,
): Promise<AttachmentOutcome> {
  const found = await withOpenJourney(portal, visit, async (sql, { draft }) => {
    const file = filesBelow(draft?.content.answers ?? noAnswers, "").find((one) => one.id === id);
    const row = file && (await findAttachment(sql, id));
    if (!draft || !row || row.draftId !== draft.row.id) return { kind: "unknown" } as const;
    const sealed = openSealed(draft.ticket.key, row.sealed, `attachment:${id}`);
    const { fileKey } = sealedSchema.parse(JSON.parse(sealed.toString()));
    return { kind: "stored", file, storageKey: row.storageKey, fileKey } as const;
  });
  if (found.kind !== "stored") return found;
  const { name, mediaType } = found.file;
  return { kind: "attachment", download: { name, mediaType, content: portal.storage.get(found) } };
}

const sealedSchema = z.looseObject({ fileKey: z.string() });
