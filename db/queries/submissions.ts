import type { SubmissionStatus } from "#app/domain/submission-status.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { submissions } from "../schema/submissions.ts";

export type SubmissionRow = typeof submissions.$inferSelect;

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
  /** Test applications alone, or none of them; both where absent. */
  readonly test?: boolean;
  readonly statuses?: readonly SubmissionStatus[];
  readonly serviceId?: string;
  /** Letters and digits that the reference has in a row; its hyphens do not count. */
  readonly reference?: string;
}
export interface InboxPage {
  /** Rows that come after this one, or before it. */
  readonly after?: InboxCursor;
  readonly before?: InboxCursor;
  /** Rows per page. */
  readonly limit: number;
}
export type InboxRow = Omit<SubmissionRow, "draftId" | "codeHash" | "contact">;

/** Newest first. Pages stay stable while new submissions come in. */
export async function listInbox(sql: Sql, filter: InboxFilter & InboxPage): Promise<InboxRow[]> {
  const { after, before, limit } = filter;
  const rows = await sql<InboxRow[]>`
    select id, ars, service_id, service_version, reference, sealed, submitted_at, status, missing_until, test
    from submissions where ${matching(sql, filter)}
    ${after === undefined ? sql`` : sql`and (submitted_at, id) < (${after.submittedAt}, ${after.id})`}
    ${before === undefined ? sql`` : sql`and (submitted_at, id) > (${before.submittedAt}, ${before.id})`}
    order by ${before === undefined ? sql`submitted_at desc, id desc` : sql`submitted_at, id`}
    limit ${limit}`;
  return before === undefined ? rows : rows.reverse();
}

/** How many submissions pass a filter. */
export async function countInbox(sql: Sql, filter: InboxFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from submissions where ${matching(sql, filter)}`;
  return row?.count ?? 0;
}

function matching(sql: Sql, { ars, test, statuses, serviceId, reference }: InboxFilter) {
  return sql`ars = ${ars}
    ${test === undefined ? sql`` : sql`and test = ${test}`}
    ${statuses === undefined ? sql`` : sql`and status = any(${[...statuses]})`}
    ${serviceId === undefined ? sql`` : sql`and service_id = ${serviceId}`}
    ${
      reference === undefined
        ? sql``
        : sql`and strpos(replace(reference, '-', ''), ${reference}) > 0`
    }`;
}

/** The services of which anything was filed, with their present names. */
export async function listInboxServices(
  sql: Sql,
  ars: string,
): Promise<{ readonly id: string; readonly name: Text }[]> {
  return sql<{ id: string; name: Text }[]>`
    select filed.id, coalesce(s.name, jsonb_build_object('de', filed.id)) as name
    from (select distinct service_id as id from submissions where ars = ${ars}) as filed
    left join services s on s.id = filed.id and s.is_current order by filed.id`;
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

/** Writes what did not come from a draft of this portal; false, and nothing written, where it is there already. */
export async function insertSubmission(sql: Sql, row: SubmissionRow): Promise<boolean> {
  const { count } = await sql`
    insert into submissions ${sql({
      id: row.id,
      ars: row.ars,
      service_id: row.serviceId,
      service_version: row.serviceVersion,
      reference: row.reference,
      sealed: row.sealed,
      draft_id: row.draftId,
      submitted_at: row.submittedAt,
      status: row.status,
      code_hash: row.codeHash,
      contact: row.contact,
      missing_until: row.missingUntil,
      test: row.test,
    })} on conflict (draft_id) do nothing`;
  return count > 0;
}

/** Test applications that were filed before an instant, by id; no more than `limit`. Needs the ARS `"*"`. */
export async function listTestsBefore(sql: Sql, before: Date, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from submissions where test and submitted_at < ${before} order by submitted_at limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Deletes a test application with everything that hangs on it; its attachments become ownerless. */
export async function deleteTest(sql: Sql, id: string): Promise<void> {
  await sql`delete from mails where submission_id = ${id}`;
  await sql`delete from submissions where id = ${id} and test`;
}
