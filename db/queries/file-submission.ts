import type { Sql } from "../connect.ts";
import type { AuditRow } from "./audit-log.ts";
import type { SubmissionEventRow } from "./submission-events.ts";
import type { SubmissionRow } from "./submissions.ts";

/** What filing writes about a submission. */
export interface Filing {
  readonly submission: SubmissionRow;
  /** The revision of the draft that the submission was made from. */
  readonly draftRevision: number;
  readonly event: Pick<SubmissionEventRow, "kind" | "at" | "actor">;
  /** What is stated about it in the log of its municipality; nothing of a test. */
  readonly entry: { readonly statement: string; readonly leafHash: Buffer } | undefined;
  /** When the offering was last changed that let it be filed; undefined where that plays no part: a test is filed in any case. */
  readonly offeringChangedAt: Date | undefined;
  readonly audit: Omit<AuditRow, "id" | "ars" | "subject">;
}

/**
 * Writes a submission with its first event, its entry in the log and in the audit log in one statement, which also locks its draft.
 * False, and nothing written, if the draft is gone or was changed since that revision, or if the offering was changed since it was
 * looked at or its limit is reached. Where it has a limit, `lockPlaces` comes first.
 */
export async function fileSubmission(sql: Sql, filing: Filing): Promise<boolean> {
  const { submission, draftRevision, event, entry, audit } = filing;
  const changedAt = filing.offeringChangedAt ?? null;
  const { count } = await sql`
    with offering as (
      select from offerings o
      where o.ars = ${submission.ars} and o.service_id = ${submission.serviceId}
        and date_trunc('milliseconds', o.updated_at) = ${changedAt}::timestamptz
        and (o.submission_limit is null
          or count_filed(o.ars, o.service_id, o.opens_at, o.submission_limit) < o.submission_limit)
      for share
    ), draft as (
      select id from drafts where id = ${submission.draftId} and revision = ${draftRevision}
        and (${changedAt}::timestamptz is null or exists (select from offering)) for update
    ), filed as (
      insert into submissions (id, ars, service_id, service_version, reference, sealed, draft_id, submitted_at, status,
        code_hash, contact, missing_until, test)
      select ${submission.id}, ${submission.ars}, ${submission.serviceId}, ${submission.serviceVersion},
        ${submission.reference}, ${submission.sealed}, draft.id, ${submission.submittedAt}::timestamptz,
        ${submission.status}, ${submission.codeHash}, ${submission.contact}, ${submission.missingUntil}, ${submission.test}
      from draft returning id, ars
    ), event as (
      insert into submission_events (submission_id, ars, kind, at, actor)
      select id, ars, ${event.kind}, ${event.at}::timestamptz, ${event.actor} from filed
    ), entry as (
      insert into log_entries (ars, submission_id, statement, leaf_hash)
      select ars, id, ${entry?.statement ?? ""}, ${entry?.leafHash ?? Buffer.alloc(0)} from filed
      where ${entry !== undefined}
    )
    insert into audit_log (at, ars, actor, action, subject, details)
    select ${audit.at}::timestamptz, ars, ${audit.actor}, ${audit.action}, id, ${sql.json(audit.details)}::jsonb
    from filed`;
  return count > 0;
}
