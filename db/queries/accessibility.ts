import type { AccessibilityResult } from "#app/domain/paths/accessibility.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { accessibilityStatements, barrierReports } from "../schema/accessibility.ts";
import { earlierChecked } from "./services.ts";

export type StatementRow = typeof accessibilityStatements.$inferSelect;
export type BarrierReportRow = typeof barrierReports.$inferSelect;

/** A service that a municipality offers, and what a browser run has found in that version. */
export interface OfferedCheck {
  readonly serviceId: string;
  readonly serviceVersion: string;
  readonly name: Text;
  readonly accessibility: AccessibilityResult | null;
  /** Whether a browser run looked at another version of it. */
  readonly earlierChecked: boolean;
}

/** All services that a municipality offers, by id. */
export async function listOfferedChecks(sql: Sql, ars: string): Promise<OfferedCheck[]> {
  return sql<OfferedCheck[]>`
    select s.id as service_id, s.version as service_version, s.name,
      s.certificate->'accessibility' as accessibility, ${earlierChecked(sql)} as earlier_checked
    from offerings o join services s on s.id = o.service_id and s.is_current
    where o.ars = ${ars} and o.enabled order by s.id`;
}

/** What the municipality says itself; needs its ARS. */
export async function findStatement(sql: Sql, ars: string): Promise<StatementRow | undefined> {
  const [row] = await sql<StatementRow[]>`
    select ars, phone, email, address, prepared_on::text as prepared_on,
      assessed_on::text as assessed_on, assessed_by, enforcement, plain_language_page, sign_language_page,
      updated_at, updated_by
    from accessibility_statements where ars = ${ars}`;
  return row;
}

export async function saveStatement(sql: Sql, row: StatementRow): Promise<void> {
  const { ars, phone, email, address, preparedOn, assessedOn, assessedBy, enforcement } = row;
  await sql`
    insert into accessibility_statements ${sql({
      ars,
      phone,
      email,
      address,
      prepared_on: preparedOn,
      assessed_on: assessedOn,
      assessed_by: assessedBy,
      enforcement,
      plain_language_page: row.plainLanguagePage,
      sign_language_page: row.signLanguagePage,
      updated_at: row.updatedAt,
      updated_by: row.updatedBy,
    })}
    on conflict (ars) do update set phone = excluded.phone, email = excluded.email, address = excluded.address,
      prepared_on = excluded.prepared_on, assessed_on = excluded.assessed_on, assessed_by = excluded.assessed_by,
      enforcement = excluded.enforcement, plain_language_page = excluded.plain_language_page,
      sign_language_page = excluded.sign_language_page, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}

/** Needs the municipality's ARS. */
export async function insertBarrierReport(
  sql: Sql,
  report: Pick<BarrierReportRow, "id" | "ars" | "sealed" | "reportedAt">,
): Promise<void> {
  await sql`
    insert into barrier_reports (id, ars, sealed, reported_at)
    values (${report.id}, ${report.ars}, ${report.sealed}, ${report.reportedAt})`;
}

/** Those without an answer first, then the newest. Needs the municipality's ARS. */
export async function listBarrierReports(
  sql: Sql,
  ars: string,
  limit: number,
): Promise<BarrierReportRow[]> {
  return sql<BarrierReportRow[]>`
    select * from barrier_reports where ars = ${ars}
    order by answered_at is not null, reported_at desc, id limit ${limit}`;
}

/** False where there is none that waits for an answer. Needs the municipality's ARS. */
export async function markReportAnswered(
  sql: Sql,
  id: string,
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { count } = await sql`
    update barrier_reports set answered_at = ${at}, answered_by = ${by}
    where id = ${id} and answered_at is null`;
  return count > 0;
}

/** Deletes what was reported before a moment, with its mails; returns how many. Needs the ARS `"*"`. */
export async function deleteBarrierReportsBefore(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`delete from barrier_reports where reported_at < ${before}`;
  return count;
}
