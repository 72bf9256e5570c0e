import type { Sql } from "#db/connect.ts";
import { insertAuditEntry, type AuditDetails } from "#db/queries/audit-log.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import type { SubmissionRow } from "#db/queries/submissions.ts";
import type { Actor } from "../identity/permissions.ts";

export interface Access {
  readonly at: Date;
  /** For the history of the submission; absent where it shall not be told once more. */
  readonly event?: string;
  /** To the applicant, sealed; goes with the event. */
  readonly note?: Buffer;
  /** For the audit log. */
  readonly action: string;
  readonly details: AuditDetails;
}

/** Writes down what somebody did with a submission. Comes before the content is handed out. */
export async function recordAccess(
  sql: Sql,
  { accountId }: Actor,
  { id, ars }: Pick<SubmissionRow, "id" | "ars">,
  { at, event, note, action, details }: Access,
): Promise<void> {
  const entry = { at, ars, actor: accountId };
  if (event !== undefined) {
    await insertSubmissionEvent(sql, { ...entry, submissionId: id, kind: event, note });
  }
  await insertAuditEntry(sql, { ...entry, action, subject: id, details });
}
