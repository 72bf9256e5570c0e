import { query } from "#db/connect.ts";
import { searchMunicipalities } from "#db/queries/municipality-search.ts";
import { listOfferings } from "#db/queries/offerings.ts";
import { windowOf } from "#db/queries/offering-windows.ts";
import {
  findOffering,
  loadVersion,
  openingOf,
  type Opening,
} from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import { placeAnswered, type AnsweredPlace } from "../domain/town/place-answered.ts";
import { responsibleTowns } from "../domain/town/responsible-towns.ts";
import type { OpenJourney } from "./open-journey.server.ts";

/** Municipalities that are responsible for the place in the answers, and not the one at which the citizen is. */
export interface OtherTowns {
  readonly place: AnsweredPlace;
  readonly towns: readonly Municipality[];
}

/** More share no postal code. */
const mostTowns = 40;

/** Undefined where the municipality at hand may well be responsible, or nothing is known of the place. */
export async function findOtherTowns(
  portal: Portal,
  { journey, municipality, test }: OpenJourney,
): Promise<OtherTowns | undefined> {
  // A test stays where it is tried out.
  const place = test ? undefined : placeAnswered(journey);
  if (!place) return undefined;
  const known = await query(portal.database, (sql) =>
    searchMunicipalities(sql, place.postalCode, mostTowns),
  );
  const towns = responsibleTowns(municipality, place, known);
  return towns.length > 0 ? { place, towns } : undefined;
}

/** How another municipality offers a service now: the same, or one for the same administrative act (LeiKa). */
export async function findSameService(
  portal: Portal,
  { slug, ars }: Municipality,
  { service }: Offering,
): Promise<Offering | undefined> {
  const same = await findOffering(portal, slug, service.id);
  if (same.kind === "offered" && isForReal(same.opening)) return same.offering;
  const offered = await query(portal.database, (sql) => listOfferings(sql, ars));
  for (const row of offered) {
    const { serviceId, serviceVersion } = row;
    const opening = serviceId === service.id ? undefined : openingOf(portal, windowOf(row));
    if (!opening || !isForReal(opening)) continue;
    const offering = await loadVersion(portal, ars, serviceId, serviceVersion);
    const keys = offering?.service.leikaKeys ?? [];
    if (keys.some((key) => service.leikaKeys.includes(key))) return offering;
  }
  return undefined;
}

/** Whether one can begin an application there that counts. */
function isForReal({ state, test }: Opening): boolean {
  return state.kind === "open" && test === undefined;
}

/** How a place is remembered at which the citizen stays in spite of another town. */
export function placeKey({ postalCode, city = "" }: AnsweredPlace): string {
  return `${postalCode} ${city}`;
}
