import type { Sql } from "../connect.ts";
import type { destinationStates } from "../schema/forwardings.ts";

export type DestinationStateRow = typeof destinationStates.$inferSelect;

/** Keeps how a destination stands, but for its secrets, because it is about to be set otherwise. Where nothing is, nothing is kept. */
export async function keepDestinationState(
  sql: Sql,
  id: string,
  {
    changed,
    at,
    actor,
    confirmedBy = null,
  }: {
    /** Names of what is set otherwise. */
    readonly changed: readonly string[];
    readonly at: Date;
    readonly actor: string;
    readonly confirmedBy?: string | null;
  },
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    insert into destination_states
      (ars, destination_id, name, options, lanes, active, changed, ended_at, ended_by, confirmed_by)
    select ars, id, name, options, lanes, active, ${[...changed]}::text[], ${at}, ${actor}, ${confirmedBy}
    from destinations where id = ${id}`;
}

/** Earlier states of a destination, newest first. */
export async function listDestinationStates(
  sql: Sql,
  destinationId: string,
  limit: number,
): Promise<DestinationStateRow[]> {
  const rows = await sql<(Omit<DestinationStateRow, "id"> & { id: string })[]>`
    select * from destination_states where destination_id = ${destinationId} order by id desc limit ${limit}`;
  return rows.map(readRow);
}

export async function findDestinationState(
  sql: Sql,
  destinationId: string,
  id: number,
): Promise<DestinationStateRow | undefined> {
  const [row] = await sql<(Omit<DestinationStateRow, "id"> & { id: string })[]>`
    select * from destination_states where destination_id = ${destinationId} and id = ${id}`;
  return row && readRow(row);
}

/** Forgets what was set otherwise before then; returns how many. Needs the ARS `"*"`. */
export async function deleteDestinationStatesBefore(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`delete from destination_states where ended_at < ${before}`;
  return count;
}

function readRow(
  row: Omit<DestinationStateRow, "id"> & { readonly id: string },
): DestinationStateRow {
  return { ...row, id: Number(row.id) };
}
