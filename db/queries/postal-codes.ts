import type { Sql } from "../connect.ts";

/** Which postal codes lie in which municipality, by its AGS. */
export async function listPostalCodes(sql: Sql): Promise<{ code: string; ags: string }[]> {
  return sql<{ code: string; ags: string }[]>`
    select p.code, m.ags from postal_codes p join municipalities m on m.ars = p.ars`;
}

/** The AGS of all municipalities. */
export async function listAgs(sql: Sql): Promise<string[]> {
  const rows = await sql<{ ags: string }[]>`select ags from municipalities`;
  return rows.map(({ ags }) => ags);
}
