import type { Sql } from "../connect.ts";
import type { submissionEvents } from "../schema/submissions.ts";

export type SubmissionEventRow = typeof submissionEvents.$inferSelect;

export async function insertSubmissionEvent(
  sql: Sql,
  event: Omit<SubmissionEventRow, "id" | "note"> & { readonly note?: Buffer | undefined },
): Promise<void> {
  await sql`insert into submission_events ${sql({
    submission_id: event.submissionId,
    ars: event.ars,
    kind: event.kind,
    at: event.at,
    actor: event.actor,
    note: event.note ?? null,
  })}`;
}

/** Oldest first. */
export async function listSubmissionEvents(
  sql: Sql,
  submissionId: string,
): Promise<SubmissionEventRow[]> {
  const rows = await sql<(Omit<SubmissionEventRow, "id"> & { id: string })[]>`
    select * from submission_events where submission_id = ${submissionId} order by id`;
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}
