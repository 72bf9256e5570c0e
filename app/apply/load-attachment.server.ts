import { Buffer } from "node:buffer";
import * as z from "zod";
import { findAttachment } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { noAnswers } from "../domain/answers.ts";
import { filesBelow } from "../domain/change-answers.ts";
import type { StoredFile } from "../domain/fields/kinds.ts";
import { open as openSealed } from "../platform/crypto.server.ts";
import { withOpenJourney, type NoJourney, type Visit } from "./open-journey.server.ts";

export type AttachmentOutcome =
  | NoJourney
  | { readonly kind: "unknown" }
  | { readonly kind: "attachment"; readonly file: StoredFile; readonly content: Buffer };

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
  const pieces: Buffer[] = [];
  for await (const piece of portal.storage.get(found)) pieces.push(piece);
  return { kind: "attachment", file: found.file, content: Buffer.concat(pieces) };
}

const sealedSchema = z.looseObject({ fileKey: z.string() });
