import type { Sql } from "../connect.ts";
import type { attachments } from "../schema/attachments.ts";

export type AttachmentRow = typeof attachments.$inferSelect;

export async function insertAttachment(sql: Sql, attachment: AttachmentRow): Promise<void> {
  await sql`insert into attachments ${sql({
    id: attachment.id,
    ars: attachment.ars,
    draft_id: attachment.draftId,
    submission_id: attachment.submissionId,
    path: attachment.path,
    storage_key: attachment.storageKey,
    sealed: attachment.sealed,
    size: attachment.size,
    sha256: attachment.sha256,
    created_at: attachment.createdAt,
    scan: attachment.scan,
    scan_attempts: attachment.scanAttempts,
  })}`;
}

export async function findAttachment(sql: Sql, id: string): Promise<AttachmentRow | undefined> {
  const [row] = await sql<AttachmentRow[]>`select * from attachments where id = ${id}`;
  return row;
}

/** In the order of uploading. */
export async function listAttachmentsOfSubmission(
  sql: Sql,
  submissionId: string,
): Promise<AttachmentRow[]> {
  return sql<AttachmentRow[]>`
    select * from attachments where submission_id = ${submissionId} order by created_at, id`;
}

/** Hands an attachment from its draft to the submission, its metadata sealed anew; false if it is not there. */
export async function giveAttachmentToSubmission(
  sql: Sql,
  change: { readonly id: string; readonly submissionId: string; readonly sealed: Buffer },
): Promise<boolean> {
  const { count } = await sql`
    update attachments set draft_id = null, submission_id = ${change.submissionId}, sealed = ${change.sealed}
    where id = ${change.id} and draft_id is not null`;
  return count > 0;
}

/** Returns the storage key of what it deleted; delete the content once the transaction is through. */
export async function deleteAttachment(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ storageKey: string }[]>`
    delete from attachments where id = ${id} returning storage_key`;
  return row?.storageKey;
}

/** Attachments whose draft or submission is gone. Needs the ARS `"*"`. */
export async function listOwnerlessAttachments(
  sql: Sql,
  limit = 500,
): Promise<Pick<AttachmentRow, "id" | "storageKey">[]> {
  return sql<Pick<AttachmentRow, "id" | "storageKey">[]>`
    select id, storage_key from attachments
    where draft_id is null and submission_id is null order by created_at limit ${limit}`;
}

/** Takes an attachment away from its draft: the sweep of what has no owner deletes row and content. */
export async function disownAttachment(sql: Sql, id: string): Promise<void> {
  await sql`update attachments set draft_id = null where id = ${id} and draft_id is not null`;
}

/** Gives a draft's file to another municipality along with its draft. Needs the ARS `"*"`. */
export async function moveAttachment(
  sql: Sql,
  { id, ars, path }: Pick<AttachmentRow, "id" | "ars" | "path">,
): Promise<void> {
  await sql`update attachments set ars = ${ars}, path = ${path} where id = ${id} and draft_id is not null`;
}

/** Bytes and number of what a draft has, with what is on its way. */
export async function sumDraftFiles(
  sql: Sql,
  draftId: string,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const [row] = await sql<{ count: number; bytes: number }[]>`
    select count(*)::int as count, coalesce(sum(size), 0)::float8 as bytes from (
      select size from attachments where draft_id = ${draftId}
      union all select size from uploads where draft_id = ${draftId}
      union all select p.size from capture_photos p join captures c on c.id = p.capture_id
        where c.draft_id = ${draftId}) as files`;
  return row ?? { count: 0, bytes: 0 };
}

/** What was filed and is not known to be clean or infected, oldest first. Needs the ARS `"*"`. */
export async function listUnscanned(sql: Sql, limit = 200): Promise<AttachmentRow[]> {
  return sql<AttachmentRow[]>`
    select * from attachments where submission_id is not null and scan not in ('clean', 'infected')
    order by scan_attempts, created_at limit ${limit}`;
}

/** Notes what the scanner said, and that it was asked. */
export async function markScan(
  sql: Sql,
  { id, scan }: Pick<AttachmentRow, "id" | "scan">,
): Promise<void> {
  await sql`update attachments set scan = ${scan}, scan_attempts = scan_attempts + 1 where id = ${id}`;
}

/** What is known of the files of submissions, for lists. */
export async function listScans(
  sql: Sql,
  submissionIds: readonly string[],
): Promise<{ readonly submissionId: string; readonly scan: AttachmentRow["scan"] }[]> {
  return sql<{ submissionId: string; scan: AttachmentRow["scan"] }[]>`
    select submission_id, scan from attachments where submission_id = any(${[...submissionIds]})`;
}
