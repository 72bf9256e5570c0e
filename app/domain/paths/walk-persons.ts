import type { Offering } from "../offering.ts";
import type { Language } from "../text.ts";
import { stateIn, type FoundPaths } from "./find-paths.ts";
import type { Tried } from "./mistakes.ts";
import type { Person } from "./person.ts";
import { walk } from "./walk.ts";

export interface WalkOptions {
  /** ISO date of today at the authority. */
  readonly today: string;
  readonly language?: Language;
  readonly state?: string | undefined;
}

/** Makes people of plans: what each types on which page, the mistakes that show each kind of error included. */
export function walkPersons(
  offering: Offering,
  found: Pick<FoundPaths, "plans">,
  options: WalkOptions,
): readonly Person[] {
  return [...eachPerson(offering, found, options)];
}

/** The same one by one, for whoever does not want to wait for all of them. */
export function* eachPerson(
  offering: Offering,
  { plans }: Pick<FoundPaths, "plans">,
  { today, language = "de", state: given }: WalkOptions,
): Generator<Person> {
  const tried: Tried = { fields: new Set(), errors: new Set() };
  for (const [index, plan] of plans.entries()) {
    const state = given ?? stateIn(plan);
    const filling = { offering, today, language, state, isThorough: index % 2 === 0 };
    yield {
      name: `Person ${String(index + 1)}`,
      ...(state !== undefined && { state }),
      language,
      today,
      ...walk(filling, plan.wanted, plan.slips, tried),
    };
  }
}
