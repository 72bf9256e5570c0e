import type { Municipality } from "#app/domain/municipality.ts";
import type { Sql } from "../connect.ts";
import type { streets } from "../schema/responsibility.ts";
import { toMunicipality, type MunicipalityRow } from "./municipalities.ts";

export type StreetRow = typeof streets.$inferSelect;

/** Whether streets tell which municipality a postal code means: several share it, and their streets are known. */
export async function asksForStreet(sql: Sql, postalCode: string): Promise<boolean> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct ars)::int as count from streets where postal_code = ${postalCode}`;
  return (row?.count ?? 0) > 1;
}

/**
 * The municipalities to which a street (folded) with a house number belongs; several where the number would tell and is
 * missing, none where nobody knows the street. A part of the street with numbers beats the whole street.
 */
export async function findTownsByStreet(
  sql: Sql,
  postalCode: string,
  street: string,
  houseNumber: number | undefined,
): Promise<Municipality[]> {
  const number = houseNumber ?? null;
  const rows = await sql<(MunicipalityRow & { part: boolean })[]>`
    select distinct on (m.ars) m.*, s.house_from is not null as part
    from streets s join municipalities m on m.ars = s.ars
    where s.postal_code = ${postalCode} and s.street = ${street}
      and (${number}::int is null or s.house_from is null or ${number}::int between s.house_from and s.house_to)
    order by m.ars, part desc`;
  const parts = number === null ? [] : rows.filter(({ part }) => part);
  return (parts.length > 0 ? parts : rows).map(toMunicipality);
}

/** Replaces the streets of the postal codes that the list names. Returns how many rows there are now for them. */
export async function replaceStreets(sql: Sql, list: readonly StreetRow[]): Promise<number> {
  const codes = [...new Set(list.map(({ postalCode }) => postalCode))];
  await sql`delete from streets where postal_code = any(${codes})`;
  const { count } = await sql`
    insert into streets (postal_code, street, house_from, house_to, ars)
    select "postalCode", street, "houseFrom", "houseTo", ars
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r ("postalCode" text, street text, "houseFrom" int, "houseTo" int, ars text)`;
  return count;
}

/** The streets of postal codes. */
export async function listStreets(sql: Sql, codes: readonly string[]): Promise<StreetRow[]> {
  return sql<StreetRow[]>`
    select postal_code, street, house_from, house_to, ars from streets where postal_code = any(${[...codes]})`;
}

/** Deletes the streets of a postal code. Returns how many entries there were. */
export async function deleteStreets(sql: Sql, postalCode: string): Promise<number> {
  const { count } = await sql`delete from streets where postal_code = ${postalCode}`;
  return count;
}
