import { query } from "#db/connect.ts";
import { asksForStreet } from "#db/queries/streets.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { townsOfStreet } from "./find-town.server.ts";

/** The postal code in what was typed, if several municipalities share it and the street tells which one is meant. */
export async function postalCodeToAsk(
  { database }: Portal,
  typed: string,
): Promise<string | undefined> {
  const [, code] = /^\s*(\d{5})(?!\d)/.exec(typed) ?? [];
  if (code === undefined) return undefined;
  return (await query(database, (sql) => asksForStreet(sql, code))) ? code : undefined;
}

/** The municipality of a street with its number; undefined where nobody knows it, or it belongs to several. */
export async function findByStreet(
  { database }: Portal,
  postalCode: string,
  street: string,
): Promise<Municipality | undefined> {
  const towns = await query(database, (sql) => townsOfStreet(sql, postalCode, street));
  return towns.length === 1 ? towns[0] : undefined;
}
