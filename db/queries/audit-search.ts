import type { Sql } from "../connect.ts";
import type { AuditRow } from "./audit-log.ts";

/** Which entries of a municipality (null: of the portal as a whole); what is absent does not matter. */
export interface AuditFilter {
  readonly ars: string | null;
  /** Any of these did it. */
  readonly actors?: readonly string[];
  readonly service?: string;
  /** First parts of actions, e.g. `offering`; `others`: all but these. */
  readonly prefixes?: { readonly of: readonly string[]; readonly others: boolean };
  /** Days at the authority, `2026-11-27`, both included. */
  readonly from?: string;
  readonly to?: string;
}

/** Newest first; `before`: the id of the last entry of the page before. */
export async function searchAuditEntries(
  sql: Sql,
  filter: AuditFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<AuditRow[]> {
  const { ars, actors, service, prefixes, from, to } = filter;
  const { before, limit } = page;
  const rows = await sql<(Omit<AuditRow, "id"> & { id: string })[]>`
    select * from audit_log where ${inPlace(sql, ars)}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
      ${actors === undefined ? sql`` : sql`and actor = any(${[...actors]})`}
      ${service === undefined ? sql`` : sql`and (subject = ${service} or details->>'service' = ${service})`}
      ${prefixes === undefined ? sql`` : prefixed(sql, prefixes)}
      ${from === undefined ? sql`` : sql`and at >= ${from}::date::timestamp at time zone 'Europe/Berlin'`}
      ${to === undefined ? sql`` : sql`and at < (${to}::date + 1)::timestamp at time zone 'Europe/Berlin'`}
    order by id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

function inPlace(sql: Sql, ars: string | null) {
  return ars === null ? sql`ars is null` : sql`ars = ${ars}`;
}

function prefixed(sql: Sql, { of, others }: NonNullable<AuditFilter["prefixes"]>) {
  const first = sql`split_part(action, '.', 1)`;
  return others ? sql`and ${first} <> all(${[...of]})` : sql`and ${first} = any(${[...of]})`;
}

/** Everybody and everything that did something there, as the log names them. */
export async function listAuditActors(sql: Sql, ars: string | null): Promise<string[]> {
  const rows = await sql<{ actor: string }[]>`
    select distinct actor from audit_log where ${inPlace(sql, ars)} order by actor`;
  return rows.map(({ actor }) => actor);
}

/** Names of accounts, and whether they are operators'. */
export async function listActors(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; name: string; operator: boolean }[]> {
  return sql<{ id: string; name: string; operator: boolean }[]>`
    select a.id, a.name,
      exists (select 1 from account_roles r where r.account_id = a.id and r.role = 'operator') as operator
    from accounts a where a.id = any(${[...ids]}) order by lower(a.name), a.id`;
}
