import { noAnswers, type Answers } from "../answers.ts";
import { filesIn } from "../change-answers.ts";
import { evaluateJourney, isComplete } from "../journey.ts";
import type { Offering } from "../offering.ts";
import { findPaths } from "./find-paths.ts";
import { playPerson } from "./play-person.ts";
import { eachPerson } from "./walk-persons.ts";

/** More people seldom get further than the first ones. */
const mostPersons = 8;

/**
 * The answers of an invented person, of one who gets through without files if there is one: files have no content here, so they
 * are left out. `state`: two digits of the Land of the authority.
 */
export function exampleAnswers(offering: Offering, today: string, state: string): Answers {
  const options = { today, state };
  let first: Answers | undefined;
  let tried = 0;
  for (const person of eachPerson(offering, findPaths(offering, options), options)) {
    const answers = withoutFiles(playPerson(offering, person).journey.answers);
    if (isComplete(evaluateJourney(offering, answers, state, today))) return answers;
    first ??= answers;
    tried += 1;
    if (tried === mostPersons) break;
  }
  return first ?? noAnswers;
}

function withoutFiles(answers: Answers): Answers {
  const values = Object.entries(answers.values).filter(
    ([name]) => filesIn(answers, name).length === 0,
  );
  return { ...answers, values: Object.fromEntries(values) };
}
