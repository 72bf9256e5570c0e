import type { Sql } from "../connect.ts";
import type { submissions } from "../schema/submissions.ts";

export type SubmissionRow = typeof submissions.$inferSelect;
export type SubmissionStatus = SubmissionRow["status"];

/** Throws the unique violation (23505) if the draft was submitted before or the reference is taken. */
export async function insertSubmission(sql: Sql, submission: SubmissionRow): Promise<void> {
  await sql`insert into submissions ${sql({
    id: submission.id,
    ars: submission.ars,
    service_id: submission.serviceId,
    service_version: submission.serviceVersion,
    reference: submission.reference,
    sealed: submission.sealed,
    draft_id: submission.draftId,
    submitted_at: submission.submittedAt,
    status: submission.status,
  })}`;
}

export async function findSubmission(sql: Sql, id: string): Promise<SubmissionRow | undefined> {
  const [row] = await sql<SubmissionRow[]>`select * from submissions where id = ${id}`;
  return row;
}

export async function findSubmissionByReference(
  sql: Sql,
  reference: string,
): Promise<SubmissionRow | undefined> {
  const [row] = await sql<
    SubmissionRow[]
  >`select * from submissions where reference = ${reference}`;
  return row;
}

/** What became of a draft: after a second click on "submit" this is found instead of the draft. */
export async function findSubmissionByDraft(
  sql: Sql,
  draftId: string,
): Promise<SubmissionRow | undefined> {
  const [row] = await sql<SubmissionRow[]>`select * from submissions where draft_id = ${draftId}`;
  return row;
}

/** Where a page of the inbox ends and the next one begins. */
export interface InboxCursor {
  readonly submittedAt: Date;
  readonly id: string;
}
export interface InboxFilter {
  readonly ars: string;
  readonly statuses?: readonly SubmissionStatus[];
  readonly serviceId?: string;
  /** Rows that come after this one. */
  readonly after?: InboxCursor;
  /** Rows per page. */
  readonly limit: number;
}
export type InboxRow = Omit<SubmissionRow, "draftId">;

/** Newest first. Pages stay stable while new submissions come in. */
export async function listInbox(sql: Sql, filter: InboxFilter): Promise<InboxRow[]> {
  return sql<InboxRow[]>`
    select id, ars, service_id, service_version, reference, sealed, submitted_at, status
    from submissions where ars = ${filter.ars}
    ${filter.statuses === undefined ? sql`` : sql`and status = any(${[...filter.statuses]})`}
    ${filter.serviceId === undefined ? sql`` : sql`and service_id = ${filter.serviceId}`}
    ${
      filter.after === undefined
        ? sql``
        : sql`and (submitted_at, id) < (${filter.after.submittedAt}, ${filter.after.id})`
    }
    order by submitted_at desc, id desc limit ${filter.limit}`;
}

/** How many submissions stand in each status. */
export async function countByStatus(
  sql: Sql,
  ars: string,
): Promise<Partial<Record<SubmissionStatus, number>>> {
  const rows = await sql<{ status: SubmissionStatus; count: number }[]>`
    select status, count(*)::int as count from submissions where ars = ${ars} group by status`;
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

/** Moves a submission from one status to another; false if it was no longer in the first. */
export async function changeSubmissionStatus(
  sql: Sql,
  change: { readonly id: string; readonly from: SubmissionStatus; readonly to: SubmissionStatus },
): Promise<boolean> {
  const { count } = await sql`
    update submissions set status = ${change.to} where id = ${change.id} and status = ${change.from}`;
  return count > 0;
}

/** Deletes for good, with events and forwardings; its attachments lose their owner. Returns whether there was one. */
export async function deleteSubmission(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`delete from submissions where id = ${id}`;
  return count > 0;
}
