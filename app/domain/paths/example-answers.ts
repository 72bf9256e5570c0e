import type { Answers } from "../answers.ts";
import { filesIn } from "../change-answers.ts";
import type { Offering } from "../offering.ts";
import { findPaths } from "./find-paths.ts";
import type { Person } from "./person.ts";
import { playPerson } from "./play-person.ts";
import { eachPerson } from "./walk-persons.ts";

/** More people seldom get further than the first ones. */
const mostPersons = 8;

/**
 * The answers of an invented person who gets through a service, as far as that can be had without files, which have no content
 * here. `state`: two digits of the Land of the authority.
 */
export function exampleAnswers(offering: Offering, today: string, state: string): Answers {
  const options = { today, state };
  const persons = eachPerson(offering, findPaths(offering, options), options);
  let best: Person | undefined;
  let tried = 0;
  for (const person of persons) {
    if (!best || person.trouble.length < best.trouble.length) best = person;
    tried += 1;
    if (best.trouble.length === 0 || tried === mostPersons) break;
  }
  if (!best) throw new Error(`nobody goes through ${offering.service.id}`);
  const { answers } = playPerson(offering, best).journey;
  const values = Object.entries(answers.values).filter(
    ([name]) => filesIn(answers, name).length === 0,
  );
  return { ...answers, values: Object.fromEntries(values) };
}
