import type { OfferingKey } from "#app/domain/revision.ts";
import type { Sql } from "../connect.ts";

/** When somebody set where an offering goes, as the audit log has it. */
export interface WayChangeRow {
  /** Of the entry. */
  readonly id: number;
  readonly at: Date;
  /** Account of whoever did it, or one of those that have none. */
  readonly actor: string;
  /** Account of whoever confirmed it; null where nobody had to. */
  readonly confirmedBy: string | null;
  /** As `waysText` writes them. */
  readonly before: string;
  readonly after: string;
}

/** The last changes of where an offering goes, newest first. */
export async function listWayChanges(
  sql: Sql,
  key: OfferingKey,
  limit: number,
): Promise<WayChangeRow[]> {
  return (await rowsOf(sql, key, sql`order by id desc limit ${limit}`)).map(readRow);
}

export async function findWayChange(
  sql: Sql,
  key: OfferingKey,
  id: number,
): Promise<WayChangeRow | undefined> {
  const [row] = await rowsOf(sql, key, sql`and id = ${id}`);
  return row && readRow(row);
}

/** Services of a municipality of which somebody has changed where they go. */
export async function listChangedOfferings(sql: Sql, ars: string): Promise<string[]> {
  const rows = await sql<{ subject: string }[]>`
    select distinct subject from audit_log where ars = ${ars} and ${isWayChange(sql)}`;
  return rows.map(({ subject }) => subject);
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly askedBy: string | null;
  readonly before: string;
  readonly after: string;
}

function rowsOf(sql: Sql, { ars, serviceId }: OfferingKey, rest: ReturnType<Sql>) {
  // What was noted before entries said how it had been cannot be taken back.
  return sql<Row[]>`
    select id, at, actor, details->>'askedBy' as asked_by, details->>'before' as before, details->>'after' as after
    from audit_log
    where ars = ${ars} and subject = ${serviceId} and ${isWayChange(sql)}
      and jsonb_exists(details, 'before') and jsonb_exists(details, 'after')
    ${rest}`;
}

/** As the index `audit_log_ways` has it. */
function isWayChange(sql: Sql) {
  return sql`(action = 'offering.destinations' or (action = 'confirmation.confirmed' and details->>'kind' = 'ways'))`;
}

function readRow({ id, at, actor, askedBy, before, after }: Row): WayChangeRow {
  // Whoever confirmed it stands in the entry; whoever wanted it, beside that.
  const confirmed = askedBy === null ? { actor } : { actor: askedBy, confirmedBy: actor };
  return { confirmedBy: null, ...confirmed, id: Number(id), at, before, after };
}
