import type { Figure, FigureEvent } from "#app/domain/figures/figure.ts";
import { measuredEvents, placeEvents } from "#app/domain/figures/measures.ts";
import type { Sql } from "../connect.ts";

/**
 * Adds to the counters, in one statement. Sorted, so that processes which write at the same time wait for each other
 * instead of locking each other out. Needs the ARS `"*"`.
 */
export async function addFigures(sql: Sql, figures: readonly Figure[]): Promise<void> {
  if (figures.length === 0) return;
  await sql`
    insert into figures as known (ars, service_id, service_version, language, day, event, subject, count)
    select ars, service_id, service_version, language, day, event, subject, sum(count)::int
    from json_to_recordset(${JSON.stringify(figures.map(toRow))}::text::json) as added
      (ars text, service_id text, service_version text, language text, day date, event text, subject text, count int)
    group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 5, 6, 7, 3, 4
    on conflict on constraint figures_pk do update set count = known.count + excluded.count`;
}

function toRow({ serviceId, serviceVersion, ...rest }: Figure) {
  return { ...rest, service_id: serviceId, service_version: serviceVersion };
}

/** Days from `from` to `to`, both included, as ISO dates; of one service where it is named. */
export interface FigureSpan {
  readonly ars: string;
  readonly from: string;
  readonly to: string;
  readonly serviceId?: string | undefined;
}

export interface FigureSum {
  readonly serviceId: string;
  readonly language: string;
  readonly event: FigureEvent;
  readonly subject: string;
  readonly count: number;
}

/** The counters of a municipality over a span of days, versions added up. Needs its ARS. */
export async function sumFigures(
  sql: Sql,
  { ars, from, to, serviceId }: FigureSpan,
): Promise<readonly FigureSum[]> {
  return sql<FigureSum[]>`
    select service_id, language, event, subject, sum(count)::int as count from figures
    where ars = ${ars} and day between ${from}::date and ${to}::date
      and (${serviceId ?? null}::text is null or service_id = ${serviceId ?? null})
    group by service_id, language, event, subject`;
}

/** Counters of one event and subject in a month (`2026-03`). */
export interface MonthSum extends Omit<FigureSum, "language"> {
  readonly month: string;
}

/**
 * The counters of a municipality by month, as far as months are told apart: of views those of the start page, without pages and
 * errors. Needs its ARS.
 */
export async function sumFiguresByMonth(
  sql: Sql,
  { ars, from, to }: Omit<FigureSpan, "serviceId">,
): Promise<readonly MonthSum[]> {
  return sql<MonthSum[]>`
    select service_id, to_char(day, 'YYYY-MM') as month, event, ${monthlySubject(sql)} as subject, sum(count)::int as count
    from figures
    where ars = ${ars} and day between ${from}::date and ${to}::date
      and event = any(${[...monthlyEvents]}) and (event <> 'view' or subject = '')
    group by 1, 2, 3, 4`;
}

/** Pages do not matter where months or towns are compared. */
function monthlySubject(sql: Sql) {
  return sql`case when event in ('sent', 'refused') then '' else subject end`;
}

const monthlyEvents: readonly FigureEvent[] = [...measuredEvents, "view"];

/** What was counted in a town for a service, over a span of days. */
export interface TownSum extends Omit<FigureSum, "language" | "serviceId"> {
  readonly ars: string;
  readonly population: number | null;
}

/** Counters of one service in all towns, as far as towns are compared. Needs the ARS `"*"`. */
export async function sumFiguresOfTowns(
  sql: Sql,
  {
    from,
    to,
    serviceId,
  }: { readonly from: string; readonly to: string; readonly serviceId: string },
): Promise<readonly TownSum[]> {
  return sql<TownSum[]>`
    select f.ars, m.population, event, ${monthlySubject(sql)} as subject, sum(count)::int as count
    from figures f join municipalities m on m.ars = f.ars
    where day between ${from}::date and ${to}::date and service_id = ${serviceId}
      and event = any(${[...measuredEvents]})
    group by 1, 2, 3, 4`;
}

/**
 * The counters of pages and fields of one service in every town in which at least `cases` were begun: `start` and `placeEvents`, errors
 * by their field alone. Needs the ARS `"*"`.
 */
export async function sumPlacesOfTowns(
  sql: Sql,
  {
    from,
    to,
    serviceId,
  }: { readonly from: string; readonly to: string; readonly serviceId: string },
  cases: number,
): Promise<readonly TownSum[]> {
  return sql<TownSum[]>`
    with busy as (
      select ars from figures where day between ${from}::date and ${to}::date and service_id = ${serviceId} and event = 'start'
      group by ars having sum(count) >= ${cases})
    select f.ars, m.population, event, ${placeSubject(sql)} as subject, sum(count)::int as count
    from figures f join busy b on b.ars = f.ars join municipalities m on m.ars = f.ars
    where day between ${from}::date and ${to}::date and service_id = ${serviceId}
      and event = any(${["start", ...placeEvents]})
    group by 1, 2, 3, 4`;
}

/** The same of a municipality, for some services, month by month. Needs its ARS. */
export async function sumPlacesByMonth(
  sql: Sql,
  { ars, from, to }: Omit<FigureSpan, "serviceId">,
  serviceIds: readonly string[],
): Promise<readonly MonthSum[]> {
  return sql<MonthSum[]>`
    select service_id, to_char(day, 'YYYY-MM') as month, event, ${placeSubject(sql)} as subject, sum(count)::int as count
    from figures
    where ars = ${ars} and service_id = any(${[...serviceIds]}) and day between ${from}::date and ${to}::date
      and event = any(${["start", ...placeEvents]})
    group by 1, 2, 3, 4`;
}

/** An error's code does not matter where towns are compared. */
function placeSubject(sql: Sql) {
  return sql`case when event = 'error' then regexp_replace(subject, ' [^ ]*$', '') else subject end`;
}

/** Services of which anything was counted over a span of days. Needs the ARS `"*"`. */
export async function listCountedServices(
  sql: Sql,
  { from, to }: Pick<FigureSpan, "from" | "to">,
): Promise<readonly string[]> {
  const rows = await sql<{ serviceId: string }[]>`
    select distinct service_id from figures where day between ${from}::date and ${to}::date order by 1`;
  return rows.map(({ serviceId }) => serviceId);
}

/** How forwardings of what was filed in the span stand: status → number. Needs the ARS. */
export async function countForwardings(
  sql: Sql,
  { ars, from, to, serviceId }: FigureSpan,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ status: string; count: number }[]>`
    select f.status, count(*)::int as count from forwardings f join submissions s on s.id = f.submission_id
    where s.ars = ${ars} and (s.submitted_at at time zone 'Europe/Berlin')::date between ${from}::date and ${to}::date
      and (${serviceId ?? null}::text is null or s.service_id = ${serviceId ?? null})
    group by f.status`;
  return new Map(rows.map(({ status, count }) => [status, count]));
}

/** Deletes the counters of days before that one (ISO date); returns how many. Needs the ARS `"*"`. */
export async function deleteFiguresBefore(sql: Sql, day: string): Promise<number> {
  const { count } = await sql`delete from figures where day < ${day}::date`;
  return count;
}

/** Totals of a municipality. */
export interface MunicipalityFigures {
  readonly ars: string;
  readonly name: string;
  readonly visits: number;
  readonly starts: number;
  readonly filed: number;
}

/** The municipalities in which most was filed over a span of days. Needs the ARS `"*"`. */
export async function listFiguresOfMunicipalities(
  sql: Sql,
  { from, to }: Pick<FigureSpan, "from" | "to">,
  limit: number,
): Promise<readonly MunicipalityFigures[]> {
  return sql<MunicipalityFigures[]>`
    select f.ars, m.name,
      coalesce(sum(count) filter (where event = 'view' and subject = ''), 0)::int as visits,
      coalesce(sum(count) filter (where event = 'start'), 0)::int as starts,
      coalesce(sum(count) filter (where event = 'filed'), 0)::int as filed
    from figures f join municipalities m on m.ars = f.ars
    where day between ${from}::date and ${to}::date
    group by f.ars, m.name order by filed desc, visits desc, m.name limit ${limit}`;
}
