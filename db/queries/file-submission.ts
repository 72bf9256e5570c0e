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
  /** What is stated about it in the log of its municipality. */
  readonly entry: { readonly statement: string; readonly leafHash: Buffer };
  readonly audit: Omit<AuditRow, "id" | "ars" | "subject">;
}

/**
 * Writes a submission with its first event, its entry in the log and in the audit log in one statement, which also locks its draft.
 * False, and nothing written, if the draft is gone or was changed since that revision.
 */
export async function fileSubmission(sql: Sql, filing: Filing): Promise<boolean> {
  const { submission, draftRevision, event, entry, audit } = filing;
  const { count } = await sql`
    with draft as (
      select id from drafts where id = ${submission.draftId} and revision = ${draftRevision} for update
    ), filed as (
      insert into submissions (id, ars, service_id, service_version, reference, sealed, draft_id, submitted_at, status,
        code_hash, contact, missing_until)
      select ${submission.id}, ${submission.ars}, ${submission.serviceId}, ${submission.serviceVersion},
        ${submission.reference}, ${submission.sealed}, draft.id, ${submission.submittedAt}::timestamptz,
        ${submission.status}, ${submission.codeHash}, ${submission.contact}, ${submission.missingUntil}
      from draft returning id, ars
    ), event as (
      insert into submission_events (submission_id, ars, kind, at, actor)
      select id, ars, ${event.kind}, ${event.at}::timestamptz, ${event.actor} from filed
    ), entry as (
      insert into log_entries (ars, submission_id, statement, leaf_hash)
      select ars, id, ${entry.statement}, ${entry.leafHash} from filed
    )
    insert into audit_log (at, ars, actor, action, subject, details)
    select ${audit.at}::timestamptz, ars, ${audit.actor}, ${audit.action}, id, ${sql.json(audit.details)}::jsonb
    from filed`;
  return count > 0;
}
