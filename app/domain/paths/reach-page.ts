import type { Journey } from "../journey.ts";
import type { Offering } from "../offering.ts";
import { findPaths, type FindOptions } from "./find-paths.ts";
import { playForwards } from "./play-person.ts";
import { eachPerson } from "./walk-persons.ts";

/** Pages filled in, times the questions of the service: about a second's work. */
const mostWork = 30_000;

/**
 * The journey of the first example person who comes to a page, for looking at pages that are only asked after certain answers. Undefined
 * where nobody does, or where that was not found out in time.
 */
export function reachPage(
  offering: Offering,
  pageId: string,
  options: FindOptions,
): Journey | undefined {
  const found = findPaths(offering, options);
  const plans = found.plans.map(({ wanted }) => ({ wanted, slips: [] }));
  let steps = 0;
  for (const person of eachPerson(offering, { plans }, options)) {
    if (person.pages.some((page) => page === pageId || page.startsWith(`${pageId}/`)))
      return playForwards(offering, person);
    steps += person.steps.length;
    if (steps * offering.nodes.size > mostWork) return undefined;
  }
  return undefined;
}
