import type { Sql } from "../connect.ts";

/** A destination took something: it is well. */
export async function markDestinationWell(sql: Sql, id: string, at: Date): Promise<void> {
  await sql`
    update destinations set failures = 0, open_until = null, arrived_at = ${at}
    where id = ${id} and (failures > 0 or open_until is not null or arrived_at is null or arrived_at < ${at})`;
}

/** A destination failed once more; how often in a row, now. */
export async function countDestinationFailure(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ failures: number }[]>`
    update destinations set failures = failures + 1 where id = ${id} returning failures`;
  return row?.failures ?? 0;
}

/** Leaves a destination alone until then; null: no longer. */
export async function pauseDestination(sql: Sql, id: string, until: Date | null): Promise<void> {
  await sql`update destinations set open_until = ${until} where id = ${id}`;
}
