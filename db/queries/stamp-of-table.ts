import type { Sql } from "../connect.ts";

/**
 * Changes whenever any row of the table does, by the transactions that wrote them: clocks of several machines need not agree. Wants
 * whatever sees all of its rows.
 */
export async function stampOfTable(
  sql: Sql,
  table: "municipality_looks" | "authority_contacts",
): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select count(*) || ' ' || coalesce(sum(xmin::text::numeric), 0) as stamp from ${sql(table)}`;
  return row?.stamp ?? "";
}
