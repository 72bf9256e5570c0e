import type { Comparison } from "#app/domain/figures/compare.ts";
import type { TownClass } from "#app/domain/figures/town-class.ts";
import type { Sql } from "../connect.ts";

/** A median of the towns of one class. */
export interface ComparisonRow extends Comparison {
  readonly townClass: TownClass;
  readonly serviceId: string;
  /** `2026-03` */
  readonly month: string;
}

/** Takes on to compare a month; false where that was done. Others wait for the end of the transaction. */
export async function claimMonth(sql: Sql, month: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    insert into compared_months (month, compared_at) values (${month}, ${at}) on conflict do nothing`;
  return count > 0;
}

/** Those of the months that were compared. */
export async function listComparedMonths(
  sql: Sql,
  months: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ month: string }[]>`
    select month from compared_months where month = any(${[...months]})`;
  return new Set(rows.map(({ month }) => month));
}

export async function insertComparisons(sql: Sql, rows: readonly ComparisonRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into comparisons ${sql(
    rows.map(({ townClass, serviceId, month, measure, towns, median }) => ({
      town_class: townClass,
      service_id: serviceId,
      month,
      measure,
      towns,
      median,
    })),
  )}`;
}

/** The medians of a class of towns over some months (`2026-03`, both included), for all services. */
export async function listComparisons(
  sql: Sql,
  {
    townClass,
    from,
    to,
  }: { readonly townClass: TownClass; readonly from: string; readonly to: string },
): Promise<readonly ComparisonRow[]> {
  return sql<ComparisonRow[]>`
    select * from comparisons where town_class = ${townClass} and month between ${from} and ${to}
    order by month desc, service_id, measure`;
}

/** Deletes the medians of earlier months; returns how many. */
export async function deleteComparisonsBefore(sql: Sql, month: string): Promise<number> {
  const { count } = await sql`delete from comparisons where month < ${month}`;
  return count;
}
