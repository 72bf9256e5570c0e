import { withMunicipality } from "#db/connect.ts";
import { deleteAttachment, listOwnerlessAttachments } from "#db/queries/attachments.ts";
import { deleteExpiredDrafts } from "#db/queries/drafts.ts";
import type { Portal } from "../catalogue/portal.server.ts";

/** Deletes drafts past their date (§ 8a OZG) and files that belong to nobody any more. */
export async function deleteExpired(
  portal: Portal,
): Promise<{ readonly drafts: number; readonly files: number }> {
  let drafts = 0;
  let batch = 0;
  do {
    batch = await withMunicipality(portal.database, "*", (sql) =>
      deleteExpiredDrafts(sql, portal.clock()),
    );
    drafts += batch;
  } while (batch > 0);
  const files = await deleteOwnerless(portal);
  portal.log.info("retention.done", { drafts, files });
  return { drafts, files };
}

/** Content first: a row without content is found again, content without a row never would be. */
async function deleteOwnerless(portal: Portal): Promise<number> {
  let files = 0;
  for (;;) {
    const batch = await withMunicipality(portal.database, "*", (sql) =>
      listOwnerlessAttachments(sql),
    );
    if (batch.length === 0) return files;
    for (const { id, storageKey } of batch) {
      await portal.storage.delete(storageKey);
      await withMunicipality(portal.database, "*", (sql) => deleteAttachment(sql, id));
      files += 1;
    }
  }
}
