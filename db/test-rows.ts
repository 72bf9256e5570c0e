// Rows that tests put into tables by themselves. The product writes them all at once, see queries/file-submission.ts.
import type { Sql } from "./connect.ts";
import type { SubmissionRow } from "./queries/submissions.ts";

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
    code_hash: submission.codeHash,
    contact: submission.contact,
    missing_until: submission.missingUntil,
  })}`;
}
