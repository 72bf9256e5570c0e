import { foldText } from "../fold-text.ts";
import { shortName, type Municipality } from "../municipality.ts";
import type { Authority } from "../responsibility/authority.ts";
import type { AnsweredPlace } from "./place-answered.ts";

/**
 * The municipalities in which a place may lie. `known`: all that have the postal code. The name of the place decides among
 * them, where it is the name of one.
 */
export function likelyTowns(
  place: AnsweredPlace,
  known: readonly Municipality[],
): readonly Municipality[] {
  const city = foldText(place.city ?? "");
  const named = known.filter((town) => foldText(shortName(town)) === city);
  return named.length > 0 ? named : known;
}

/**
 * Who may be responsible instead of the municipality at hand; none where it may well be that one. `likely`: where the place
 * may lie; `authorities`: who is responsible in place of some of them, by their ARS.
 */
export function responsibleTowns(
  here: Pick<Municipality, "ars">,
  likely: readonly Municipality[],
  authorities: ReadonlyMap<string, Authority>,
): readonly Municipality[] {
  const responsible = new Map(
    likely.map((town) => {
      const authority = authorities.get(town.ars);
      const own = authority ? (authority.municipality ?? elsewhere(authority)) : town;
      return [own.ars, own] as const;
    }),
  );
  return responsible.has(here.ars) ? [] : [...responsible.values()];
}

/** An authority that is not on this portal: it has no address here, and offers nothing. */
function elsewhere({ ars, name }: Authority): Municipality {
  return { ars, ags: ars.slice(0, 5) + ars.slice(9), name, slug: "", state: ars.slice(0, 2) };
}
