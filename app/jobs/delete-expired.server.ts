import { query, withMunicipality } from "#db/connect.ts";
import { deleteAttachment, listOwnerlessAttachments } from "#db/queries/attachments.ts";
import { deleteExpiredDrafts } from "#db/queries/drafts.ts";
import { deletePastRateLimits } from "#db/queries/rate-limits.ts";
import { deleteDeadSessions } from "#db/queries/sessions.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { idleSince } from "../identity/session.server.ts";

type DeletionParts = Pick<Portal, "database" | "storage" | "clock" | "log">;

/** How many of each were deleted. */
export interface Deleted {
  readonly drafts: number;
  readonly files: number;
  readonly sessions: number;
  readonly rateLimits: number;
}

/** Deletes what is past its date: drafts (§ 8a OZG), files that belong to nobody any more, sessions, counted events. */
export async function deleteExpired(portal: DeletionParts): Promise<Deleted> {
  let drafts = 0;
  let batch = 0;
  do {
    batch = await withMunicipality(portal.database, "*", (sql) =>
      deleteExpiredDrafts(sql, portal.clock()),
    );
    drafts += batch;
  } while (batch > 0);
  const files = await deleteOwnerless(portal);
  const now = portal.clock();
  const sessions = await query(portal.database, (sql) =>
    deleteDeadSessions(sql, { now, idleSince: idleSince(now) }),
  );
  const rateLimits = await query(portal.database, (sql) => deletePastRateLimits(sql, now));
  const deleted = { drafts, files, sessions, rateLimits };
  portal.log.info("retention.done", { ...deleted });
  return deleted;
}

/** Content first: a row without content is found again, content without a row never would be. */
async function deleteOwnerless(portal: DeletionParts): Promise<number> {
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
