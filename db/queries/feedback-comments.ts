import type { Sql } from "../connect.ts";
import type { feedbackComments } from "../schema/figures.ts";
import type { FigureSpan } from "./figures.ts";

export type FeedbackCommentRow = typeof feedbackComments.$inferSelect;

/** Needs the municipality's ARS. */
export async function insertFeedbackComment(sql: Sql, row: FeedbackCommentRow): Promise<void> {
  await sql`
    insert into feedback_comments (id, ars, service_id, day, sealed)
    values (${row.id}, ${row.ars}, ${row.serviceId}, ${row.day}::date, ${row.sealed})`;
}

/** The newest comments of a span of days; within a day in no order that would tell when. Needs the ARS. */
export async function listFeedbackComments(
  sql: Sql,
  { ars, from, to, serviceId }: FigureSpan,
  limit: number,
): Promise<readonly FeedbackCommentRow[]> {
  return sql<FeedbackCommentRow[]>`
    select id, ars, service_id, day::text as day, sealed from feedback_comments
    where ars = ${ars} and day between ${from}::date and ${to}::date
      and (${serviceId ?? null}::text is null or service_id = ${serviceId ?? null})
    order by feedback_comments.day desc, id limit ${limit}`;
}

/** How many were written on a day. Needs the ARS. */
export async function countFeedbackComments(sql: Sql, ars: string, day: string): Promise<number> {
  const { count } = await sql`
    select 1 from feedback_comments where ars = ${ars} and day = ${day}::date`;
  return count;
}

/** Deletes comments of days before that one (ISO date); returns how many. Needs the ARS `"*"`. */
export async function deleteFeedbackCommentsBefore(sql: Sql, day: string): Promise<number> {
  const { count } = await sql`delete from feedback_comments where day < ${day}::date`;
  return count;
}
