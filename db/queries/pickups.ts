import type { Sql } from "../connect.ts";
import type { pickedUp, pickups } from "../schema/pickups.ts";

export type PickupRow = typeof pickups.$inferSelect;
export type PickedUpRow = typeof pickedUp.$inferSelect;

export async function insertPickup(
  sql: Sql,
  row: Pick<PickupRow, "id" | "ars" | "name" | "options" | "secrets" | "active" | "createdAt">,
): Promise<void> {
  await sql`insert into pickups ${sql({
    id: row.id,
    ars: row.ars,
    name: row.name,
    options: sql.json(row.options as never),
    secrets: row.secrets,
    active: row.active,
    created_at: row.createdAt,
    updated_at: row.createdAt,
  })}`;
}

/** What an administrator sets. */
export async function updatePickup(
  sql: Sql,
  row: Pick<PickupRow, "id" | "name" | "options" | "secrets" | "active" | "updatedAt">,
): Promise<boolean> {
  const { count } = await sql`
    update pickups set name = ${row.name}, options = ${sql.json(row.options as never)}::jsonb,
      secrets = ${row.secrets}, active = ${row.active}, updated_at = ${row.updatedAt}
    where id = ${row.id}`;
  return count > 0;
}

/** What it remembers of what it fetched goes with it. */
export async function deletePickup(sql: Sql, id: string): Promise<void> {
  await sql`delete from pickups where id = ${id}`;
}

/** What a check has found. */
export async function markPickupChecked(
  sql: Sql,
  id: string,
  checked: readonly unknown[],
  at: Date,
): Promise<void> {
  await sql`
    update pickups set checked = ${sql.json(checked as never)}::jsonb, checked_at = ${at} where id = ${id}`;
}

/** To change it: nobody else does until the transaction ends. */
export async function lockPickup(sql: Sql, id: string): Promise<PickupRow | undefined> {
  const [row] = await sql<PickupRow[]>`select * from pickups where id = ${id} for update`;
  return row;
}

export async function findPickup(sql: Sql, id: string): Promise<PickupRow | undefined> {
  const [row] = await sql<PickupRow[]>`select * from pickups where id = ${id}`;
  return row;
}

/** By name. Under the ARS `"*"` those of all municipalities. */
export async function listPickups(sql: Sql): Promise<PickupRow[]> {
  return sql<PickupRow[]>`select * from pickups order by ars, name, id`;
}

/** Takes a pick-up to work on it; undefined where another worker is at it, or it is switched off. */
export async function claimPickup(
  sql: Sql,
  id: string,
  lease: { readonly id: string; readonly until: Date; readonly now: Date },
): Promise<PickupRow | undefined> {
  const [row] = await sql<PickupRow[]>`
    update pickups set lease = ${lease.id}, leased_until = ${lease.until}
    where id = ${id} and active and (leased_until is null or leased_until <= ${lease.now}) returning *`;
  return row;
}

/** Gives a pick-up back, with how the round went. */
export async function releasePickup(
  sql: Sql,
  id: string,
  lease: string,
  round: { readonly at: Date; readonly error: string | null },
): Promise<void> {
  await sql`
    update pickups set lease = null, leased_until = null, polled_at = ${round.at}, last_error = ${round.error},
      failing_since = case when ${round.error}::text is null then null else coalesce(failing_since, ${round.at}) end
    where id = ${id} and lease = ${lease}`;
}

/** False, and nothing written, where it was picked up before, or the lease is another's by now. */
export async function insertPickedUp(
  sql: Sql,
  row: Omit<PickedUpRow, "acknowledgedAt">,
  lease: string,
): Promise<boolean> {
  const { count } = await sql`
    insert into picked_up (pickup_id, remote_id, ars, case_id, submission_id, verdict, problems, event, at)
    select id, ${row.remoteId}, ars, ${row.caseId}, ${row.submissionId}, ${row.verdict},
      ${row.problems === null ? null : sql.json(row.problems as never)}::jsonb, ${row.event}, ${row.at}
    from pickups where id = ${row.pickupId} and lease = ${lease} for update
    on conflict do nothing`;
  return count > 0;
}

/** What the delivery service has still to be told, oldest first. */
export async function listUnacknowledged(sql: Sql, pickupId: string): Promise<PickedUpRow[]> {
  return sql<PickedUpRow[]>`
    select * from picked_up where pickup_id = ${pickupId} and acknowledged_at is null order by at, remote_id`;
}

/** Which of these were picked up already. */
export async function listPickedUp(
  sql: Sql,
  pickupId: string,
  remoteIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ remoteId: string }[]>`
    select remote_id from picked_up where pickup_id = ${pickupId} and remote_id = any(${[...remoteIds]})`;
  return new Set(rows.map(({ remoteId }) => remoteId));
}

export async function markAcknowledged(
  sql: Sql,
  { pickupId, remoteId }: Pick<PickedUpRow, "pickupId" | "remoteId">,
  at: Date,
): Promise<void> {
  await sql`
    update picked_up set acknowledged_at = ${at}
    where pickup_id = ${pickupId} and remote_id = ${remoteId} and acknowledged_at is null`;
}

/** Why submissions were rejected at a pick-up: URIs of the reasons, the most frequent one first. */
export async function countRejections(
  sql: Sql,
  pickupId: string,
): Promise<{ readonly type: string; readonly count: number }[]> {
  return sql`
    select problem->>'type' as type, count(*)::int as count
    from picked_up, jsonb_array_elements(coalesce(problems, '[]'::jsonb)) problem
    where pickup_id = ${pickupId} and verdict = 'reject' group by 1 order by 2 desc, 1`;
}

/** Of each pick-up, what is to be told still and what was rejected. */
export async function countPickedUp(sql: Sql): Promise<
  {
    readonly pickupId: string;
    readonly total: number;
    readonly rejected: number;
    readonly open: number;
  }[]
> {
  return sql`
    select pickup_id, count(*)::int as total, count(*) filter (where verdict = 'reject')::int as rejected,
      count(*) filter (where acknowledged_at is null)::int as open
    from picked_up group by pickup_id`;
}
