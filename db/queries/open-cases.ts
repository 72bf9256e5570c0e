import type { DayCount } from "#app/domain/figures/open-cases.ts";
import type { Sql } from "../connect.ts";
import type { SubmissionRow } from "./submissions.ts";

export type CountedSubmission = Pick<
  SubmissionRow,
  "ars" | "serviceId" | "serviceVersion" | "submittedAt"
>;

/** How many applications that are not finished were filed on which day, for one service; tests aside. Needs the ARS. */
export async function countOpenByDay(
  sql: Sql,
  { ars, serviceId }: { readonly ars: string; readonly serviceId: string },
): Promise<readonly DayCount[]> {
  return sql<DayCount[]>`
    select status, service_version, (submitted_at at time zone 'Europe/Berlin')::date::text as day, count(*)::int as count
    from submissions where ars = ${ars} and service_id = ${serviceId} and status in ('received', 'inProgress')
      and not test
    group by 1, 2, 3`;
}

/** An application as far as it is counted; undefined where it is gone or a test. Needs the ARS. */
export async function findFiguresPlace(
  sql: Sql,
  submissionId: string,
): Promise<CountedSubmission | undefined> {
  const [row] = await sql<CountedSubmission[]>`
    select ars, service_id, service_version, submitted_at from submissions where id = ${submissionId} and not test`;
  return row;
}
