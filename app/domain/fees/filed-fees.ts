import type { Journey } from "../journey.ts";
import type { Words } from "../print-answer.ts";
import type { FiledFees } from "../submission.ts";
import type { Language } from "../text.ts";
import { computeFees } from "./compute-fees.ts";
import { lookIn, planFees } from "./fee-plan.ts";
import { toFiledFees } from "./to-filed-fees.ts";

/** The fees as they are filed: in the citizen's language, by the table of that day; undefined where there are none to tell. */
export function filedFees(
  journey: Journey,
  language: Language,
  words: Words,
): FiledFees | undefined {
  const plan = planFees(journey, language, words);
  return plan && toFiledFees(plan, computeFees(plan, lookIn(journey)));
}
