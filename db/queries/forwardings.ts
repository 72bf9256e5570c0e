import type { Sql } from "../connect.ts";
import type { forwardings } from "../schema/submissions.ts";

export type ForwardingRow = typeof forwardings.$inferSelect;
export type ForwardingStatus = ForwardingRow["status"];

export interface ForwardingOutcome {
  readonly id: string;
  readonly status: ForwardingStatus;
  /** When to try again; null for good. */
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
  readonly at: Date;
}

/** Counts an attempt and writes how it ended. What is accepted already stays so; then false. */
export async function markForwarding(sql: Sql, outcome: ForwardingOutcome): Promise<boolean> {
  const { count } = await sql`
    update forwardings set status = ${outcome.status}, attempts = attempts + 1,
      next_attempt_at = ${outcome.nextAttemptAt}, last_error = ${outcome.lastError},
      updated_at = ${outcome.at}
    where id = ${outcome.id} and status <> 'accepted'`;
  return count > 0;
}

export async function findForwarding(sql: Sql, id: string): Promise<ForwardingRow | undefined> {
  const [row] = await sql<ForwardingRow[]>`select * from forwardings where id = ${id}`;
  return row;
}

/** Oldest first. */
export async function listForwardingsOfSubmission(
  sql: Sql,
  submissionId: string,
): Promise<ForwardingRow[]> {
  return sql<ForwardingRow[]>`
    select * from forwardings where submission_id = ${submissionId} order by created_at, id`;
}

/** The same of several submissions at once. */
export async function listForwardingsOfSubmissions(
  sql: Sql,
  submissionIds: readonly string[],
): Promise<ForwardingRow[]> {
  return sql<ForwardingRow[]>`
    select * from forwardings where submission_id = any(${[...submissionIds]}) order by created_at, id`;
}
