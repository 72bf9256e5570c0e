import { filedFees } from "../fees/filed-fees.ts";
import type { Offering } from "../offering.ts";
import type { Words } from "../print-answer.ts";
import type { FiledFees } from "../submission.ts";
import type { Language } from "../text.ts";
import { findPaths, type FindOptions } from "./find-paths.ts";
import { playForwards } from "./play-person.ts";
import { eachPerson } from "./walk-persons.ts";

/** Pages filled in, times the questions of the service: about a third of a second's work. */
const mostWork = 10_000;

/**
 * What an example person would pay: of those found in time the one with the most positions, so that much of the fee table is seen.
 * Undefined where the service tells no fees, or nobody was found who pays any.
 */
export function exampleFees(
  offering: Offering,
  options: FindOptions,
  language: Language,
  words: Words,
): FiledFees | undefined {
  if (!offering.service.fees) return undefined;
  const plans = findPaths(offering, options).plans.map(({ wanted }) => ({ wanted, slips: [] }));
  let best: FiledFees | undefined;
  let steps = 0;
  for (const person of eachPerson(offering, { plans }, options)) {
    const fees = filedFees(playForwards(offering, person), language, words);
    if (fees && fees.positions.length > (best?.positions.length ?? 0)) best = fees;
    steps += person.steps.length;
    if (steps * offering.nodes.size > mostWork) break;
  }
  return best;
}
