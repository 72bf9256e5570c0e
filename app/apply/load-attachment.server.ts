import * as z from "zod";
import type { Sql } from "#db/connect.ts";
import { findAttachment } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import { noAnswers } from "../domain/answers.ts";
import { filesBelow } from "../domain/change-answers.ts";
import { open as openSealed } from "../platform/crypto.server.ts";
import type { StoredContent } from "../platform/storage.server.ts";
import type { Draft } from "./draft.server.ts";
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
    const stored = draft && file && (await openAttachment(sql, draft, id));
    return stored ? ({ kind: "stored", file, ...stored } as const) : ({ kind: "unknown" } as const);
  });
  if (found.kind !== "stored") return found;
  const { name, mediaType } = found.file;
  return { kind: "attachment", download: { name, mediaType, content: portal.storage.get(found) } };
}

/** Where the content of a draft's file lies, and its key; undefined where the draft has no such file. */
export async function openAttachment(
  sql: Sql,
  { ticket, row: { id: draftId } }: Draft,
  id: string,
): Promise<Pick<StoredContent, "storageKey" | "fileKey"> | undefined> {
  const row = await findAttachment(sql, id);
  if (row?.draftId !== draftId) return undefined;
  const sealed = openSealed(ticket.key, row.sealed, `attachment:${id}`);
  const { fileKey } = sealedSchema.parse(JSON.parse(sealed.toString()));
  return { storageKey: row.storageKey, fileKey };
}

const sealedSchema = z.looseObject({ fileKey: z.string() });
