import type { Sql } from "../connect.ts";

/** Names of accounts by their id; ids that are none are missing. */
export async function findAccountNames(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from accounts where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
