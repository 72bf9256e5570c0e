import { isSame } from "../versions/change.ts";
import type { ServiceDefinition } from "../service.ts";
import { isLegal } from "./merge-overlay.ts";
import { placesOf } from "./openness.ts";
import { nameOfPlace, type PlaceName } from "./place.ts";
import { valueAt } from "./values.ts";

/** Places at which a newer version says something else that may give or take a right, in its reading order; new and gone ones too. */
export function legalChanges(
  before: ServiceDefinition,
  after: ServiceDefinition,
): readonly PlaceName[] {
  const places = new Map(
    [...placesOf(after), ...placesOf(before)]
      .filter(isLegal)
      .map((place) => [nameOfPlace(place), place]),
  );
  return [...places].flatMap(([name, place]) =>
    isSame(valueAt(before, place) ?? null, valueAt(after, place) ?? null) ? [] : [name],
  );
}
