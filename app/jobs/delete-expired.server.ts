import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { deleteBarrierReportsBefore } from "#db/queries/accessibility.ts";
import { deleteAttachment, listOwnerlessAttachments } from "#db/queries/attachments.ts";
import { deleteCapture, listStaleCaptures } from "#db/queries/captures.ts";
import { deleteExpiredDrafts } from "#db/queries/drafts.ts";
import { deleteConfirmationsBefore } from "#db/queries/confirmations.ts";
import { deleteExpiredPreviewLinks } from "#db/queries/preview-links.ts";
import { deleteInvitationsBefore } from "#db/queries/invitations.ts";
import { deleteStrayMailboxes } from "#db/queries/mailboxes.ts";
import { deletePastRateLimits } from "#db/queries/rate-limits.ts";
import { deleteDeadSessions } from "#db/queries/sessions.ts";
import { deleteTest, listTestsBefore } from "#db/queries/submissions.ts";
import { deleteUpload, listStaleUploads } from "#db/queries/uploads.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { barrierReportDays, confirmationDays, invitationDays } from "../domain/privacy/periods.ts";
import { idleSince } from "../identity/session.server.ts";

type DeletionParts = Pick<Portal, "database" | "storage" | "clock" | "log">;

/** How many of each were deleted. */
export interface Deleted {
  readonly drafts: number;
  readonly files: number;
  /** On their way, and nobody went on with them. */
  readonly uploads: number;
  /** Leaves for phones. */
  readonly captures: number;
  readonly sessions: number;
  readonly rateLimits: number;
  /** Barriers that somebody told of. */
  readonly barrierReports: number;
  /** Test applications. */
  readonly tests: number;
  readonly previewLinks: number;
  /** Used, withdrawn or never taken up. */
  readonly invitations: number;
  /** Confirmations of addresses that nobody names any more. */
  readonly mailboxes: number;
  readonly confirmations: number;
}

/** Milliseconds for which test applications are kept: 7 days, as everybody is told. */
const testsFor = 7 * 86_400_000;

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
  const tests = await deleteTests(portal);
  const files = await deleteOwnerless(portal);
  const now = portal.clock();
  const uploads = await deleteStale(portal, "teile", listStaleUploads, deleteUpload);
  const captures = await deleteStale(portal, "fotos", listStaleCaptures, deleteCapture);
  const sessions = await query(portal.database, (sql) =>
    deleteDeadSessions(sql, { now, idleSince: idleSince(now) }),
  );
  const rateLimits = await query(portal.database, (sql) => deletePastRateLimits(sql, now));
  const barrierReports = await withMunicipality(portal.database, "*", (sql) =>
    deleteBarrierReportsBefore(sql, new Date(now.getTime() - barrierReportDays * 86_400_000)),
  );
  const previewLinks = await withMunicipality(portal.database, "*", (sql) =>
    deleteExpiredPreviewLinks(sql, now),
  );
  const invitations = await withMunicipality(portal.database, "*", (sql) =>
    deleteInvitationsBefore(sql, new Date(now.getTime() - invitationDays * 86_400_000)),
  );
  const mailboxes = await withMunicipality(portal.database, "*", deleteStrayMailboxes);
  const confirmations = await withMunicipality(portal.database, "*", (sql) =>
    deleteConfirmationsBefore(sql, new Date(now.getTime() - confirmationDays * 86_400_000)),
  );
  const deleted: Deleted = {
    drafts,
    files,
    uploads,
    captures,
    sessions,
    rateLimits,
    barrierReports,
    tests,
    previewLinks,
    invitations,
    mailboxes,
    confirmations,
  };
  portal.log.info("retention.done", { ...deleted });
  return deleted;
}

/** Their files lose their owner and go with the others. */
async function deleteTests(portal: DeletionParts): Promise<number> {
  const before = new Date(portal.clock().getTime() - testsFor);
  let count = 0;
  for (;;) {
    const ids = await withMunicipality(portal.database, "*", async (sql) => {
      const found = await listTestsBefore(sql, before, testsAtOnce);
      for (const id of found) await deleteTest(sql, id);
      return found;
    });
    if (ids.length === 0) return count;
    count += ids.length;
  }
}

const testsAtOnce = 100;

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

/** What lies in a folder of its own: the folder first, which also holds what a killed server did not note any more. */
async function deleteStale(
  portal: DeletionParts,
  folder: string,
  list: (sql: Sql, now: Date) => Promise<string[]>,
  remove: (sql: Sql, id: string) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (;;) {
    const ids = await withMunicipality(portal.database, "*", (sql) => list(sql, portal.clock()));
    if (ids.length === 0) return count;
    for (const id of ids) {
      await portal.storage.deleteFolder(`${folder}/${id}`);
      await withMunicipality(portal.database, "*", (sql) => remove(sql, id));
      count += 1;
    }
  }
}
