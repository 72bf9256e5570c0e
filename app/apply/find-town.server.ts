import { query, type Sql } from "#db/connect.ts";
import { searchMunicipalities } from "#db/queries/municipality-search.ts";
import { findOfferedActs } from "#db/queries/offered-acts.ts";
import { findResponsible } from "#db/queries/responsibility.ts";
import { asksForStreet, findTownsByStreet } from "#db/queries/streets.ts";
import { findOffering, type Opening } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import { foldStreet, houseNumberIn, splitStreet } from "../domain/responsibility/street.ts";
import { placeAnswered, type AnsweredPlace } from "../domain/town/place-answered.ts";
import { likelyTowns, responsibleTowns } from "../domain/town/responsible-towns.ts";
import type { OpenJourney } from "./open-journey.server.ts";

/** Authorities that are responsible for the place in the answers, and not the one at which the citizen is. */
export interface OtherTowns {
  readonly place: AnsweredPlace;
  readonly towns: readonly Municipality[];
  /** Whether the street would tell which one it is. */
  readonly asksForStreet: boolean;
}

/** More share no postal code. */
const mostTowns = 40;

/**
 * Undefined where the municipality at hand may well be responsible, or nothing is known of the place. `street`: with its
 * number, in place of the one in the answers.
 */
export async function findOtherTowns(
  portal: Portal,
  { journey, municipality, test }: OpenJourney,
  street?: string,
): Promise<OtherTowns | undefined> {
  // A test stays where it is tried out.
  const place = test ? undefined : placeAnswered(journey);
  if (!place) return undefined;
  const { leikaKeys } = journey.offering.service;
  return query(portal.database, async (sql) => {
    const inStreet = await townsOfStreet(sql, place.postalCode, street ?? place.street ?? "");
    const likely =
      inStreet.length > 0
        ? inStreet
        : likelyTowns(place, await searchMunicipalities(sql, place.postalCode, mostTowns));
    const ars = likely.map((town) => town.ars);
    const authorities = await findResponsible(sql, leikaKeys, ars);
    const towns = responsibleTowns(municipality, likely, authorities);
    if (towns.length === 0) return undefined;
    const asks = towns.length > 1 && (await asksForStreet(sql, place.postalCode));
    return { place, towns, asksForStreet: asks };
  });
}

/** The municipalities to which a street with its number belongs; none where nobody knows it. */
export async function townsOfStreet(
  sql: Sql,
  postalCode: string,
  written: string,
): Promise<Municipality[]> {
  const { street, number } = splitStreet(written.trim());
  const folded = foldStreet(street);
  return folded === "" ? [] : findTownsByStreet(sql, postalCode, folded, houseNumberIn(number));
}

/** How another municipality offers a service now: the same, or one for the same administrative act (LeiKa). */
export async function findSameService(
  portal: Portal,
  { slug, ars }: Municipality,
  { service }: Offering,
): Promise<Offering | undefined> {
  const own = await findOffering(portal, slug, service.id);
  if (own.kind === "offered" && isForReal(own.opening)) return own.offering;
  const acts = await query(portal.database, (sql) => findOfferedActs(sql, ars, service.leikaKeys));
  // Only the very act: what stands for several acts may ask for something else.
  const same = acts.find(
    ({ id, leikaKeys }) =>
      id !== service.id && leikaKeys.some((key) => service.leikaKeys.includes(key)),
  );
  if (!same) return undefined;
  const found = await findOffering(portal, slug, same.id);
  return found.kind === "offered" && isForReal(found.opening) ? found.offering : undefined;
}

/** Whether one can begin an application there that counts. */
function isForReal({ state, test }: Opening): boolean {
  return state.kind === "open" && test === undefined;
}

/** How a place is remembered at which the citizen stays in spite of another town. */
export function placeKey({ postalCode, city = "" }: AnsweredPlace): string {
  return `${postalCode} ${city}`;
}
