import { foldText } from "../fold-text.ts";
import { shortName, type Municipality } from "../municipality.ts";
import type { AnsweredPlace } from "./place-answered.ts";

/**
 * The municipalities that may be responsible instead of the one at hand; none where it may well be that one. `known`:
 * all that have the postal code. The name of the place decides among them, where it is the name of one.
 */
export function responsibleTowns(
  here: Pick<Municipality, "ars">,
  place: AnsweredPlace,
  known: readonly Municipality[],
): readonly Municipality[] {
  const city = foldText(place.city ?? "");
  const named = known.filter((town) => foldText(shortName(town)) === city);
  const likely = named.length > 0 ? named : known;
  return likely.some(({ ars }) => ars === here.ars) ? [] : likely;
}
