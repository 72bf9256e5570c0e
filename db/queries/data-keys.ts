import type { Sql } from "../connect.ts";
import type { dataKeys } from "../schema/data-keys.ts";

export type DataKeyRow = typeof dataKeys.$inferSelect;

/**
 * The wrapped data keys of a municipality, oldest first. Where there is none yet, `firstWrapped` becomes version 1;
 * of several processes that try at once one wins and all get its key.
 */
export async function getOrCreateDataKeys(
  sql: Sql,
  ars: string,
  firstWrapped: () => Buffer,
  now: Date,
): Promise<DataKeyRow[]> {
  const found = await listDataKeys(sql, ars);
  if (found.length > 0) return found;
  await sql`
    insert into data_keys ${sql({ ars, version: 1, wrapped: firstWrapped(), created_at: now })}
    on conflict do nothing`;
  return listDataKeys(sql, ars);
}

async function listDataKeys(sql: Sql, ars: string): Promise<DataKeyRow[]> {
  return sql<DataKeyRow[]>`select * from data_keys where ars = ${ars} order by version`;
}

/** The wrapped data keys of all municipalities. Needs the ARS `"*"`. */
export async function listAllDataKeys(
  sql: Sql,
): Promise<Pick<DataKeyRow, "ars" | "version" | "wrapped">[]> {
  return sql<Pick<DataKeyRow, "ars" | "version" | "wrapped">[]>`
    select ars, version, wrapped from data_keys order by ars, version`;
}
