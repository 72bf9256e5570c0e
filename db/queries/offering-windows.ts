import type { OfferingWindow } from "#app/domain/offering-window.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { OfferingKey } from "#app/domain/revision.ts";

/** What `windowColumns` selects; all of them null where there is no offering. */
export interface WindowColumns {
  readonly offeringEnabled: boolean | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly finishBy: Date | null;
  readonly closingText: Text | null;
  readonly maintenanceText: Text | null;
  readonly submissionLimit: number | null;
  readonly testMode: boolean | null;
  readonly offeringChangedAt: Date | null;
  readonly filedCount: number;
}

/** An offering's window as it stands in the database. */
export interface FoundWindow {
  readonly window: OfferingWindow;
  /** Applications since it opened, counted no further than its limit; 0 where there is none. */
  readonly filed: number;
  /** Changes with every change of the offering. */
  readonly changedAt: Date;
}

/** The window of the offering `o`. Where it has a limit, what was filed is counted, whatever municipality the statement is bound to. */
export function windowColumns(sql: Sql) {
  return sql`o.enabled as offering_enabled, o.opens_at, o.closes_at, o.finish_by, o.closing_text, o.maintenance_text,
    o.submission_limit, o.test_mode, o.updated_at as offering_changed_at,
    case when o.submission_limit is null then 0
      else count_filed(o.ars, o.service_id, o.opens_at, o.submission_limit) end as filed_count`;
}

/** Undefined where there is no offering. */
export function windowOf(row: WindowColumns): FoundWindow | undefined {
  const { offeringEnabled: enabled, offeringChangedAt: changedAt, filedCount: filed } = row;
  if (enabled === null || changedAt === null) return undefined;
  const window: OfferingWindow = {
    enabled,
    opensAt: row.opensAt ?? undefined,
    closesAt: row.closesAt ?? undefined,
    finishBy: row.finishBy ?? undefined,
    closingText: row.closingText ?? undefined,
    maintenanceText: row.maintenanceText ?? undefined,
    submissionLimit: row.submissionLimit ?? undefined,
    testMode: row.testMode === true,
  };
  return { window, filed, changedAt };
}

/** Undefined where the municipality has never offered the service. */
export async function findWindow(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
): Promise<FoundWindow | undefined> {
  const [row] = await sql<WindowColumns[]>`
    select ${windowColumns(sql)} from offerings o where o.ars = ${ars} and o.service_id = ${serviceId}`;
  return row && windowOf(row);
}

/** All applications of an offering since an instant, or ever; tests not counted. */
export async function countFiled(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  since: Date | undefined,
): Promise<number> {
  const [row] = await sql<{ filed: number }[]>`
    select count_filed(${ars}, ${serviceId}, ${since ?? null}::timestamptz, null) as filed`;
  return row?.filed ?? 0;
}

/**
 * Sets the window of an offering that exists, unless it has changed since `changedAt`; then nothing is written, and it returns
 * false. Who is just filing comes first, and who files next sees it.
 */
export async function setWindow(
  sql: Sql,
  { ars, serviceId }: OfferingKey,
  window: Omit<OfferingWindow, "enabled">,
  change: { readonly since: Date; readonly at: Date; readonly actor: string },
): Promise<boolean> {
  const text = (one: Text | undefined) => (one ? JSON.stringify(one) : null);
  const { count } = await sql`
    update offerings set opens_at = ${window.opensAt ?? null}, closes_at = ${window.closesAt ?? null},
      finish_by = ${window.finishBy ?? null}, closing_text = ${text(window.closingText)}::text::jsonb,
      maintenance_text = ${text(window.maintenanceText)}::text::jsonb,
      submission_limit = ${window.submissionLimit ?? null}, test_mode = ${window.testMode},
      updated_at = ${change.at}, updated_by = ${change.actor}
    where ars = ${ars} and service_id = ${serviceId}
      and date_trunc('milliseconds', updated_at) = ${change.since}::timestamptz`;
  return count > 0;
}

/** Lets one application at a time be filed, so that no two take the last place of a limit. Wants a transaction. */
export async function lockPlaces(sql: Sql, { ars, serviceId }: OfferingKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`places:${ars}:${serviceId}`}))`;
}
