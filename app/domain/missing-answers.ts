import { stepTitle, type Words } from "./document.ts";
import { checkJourney } from "./check-journey.ts";
import type { Journey } from "./journey.ts";
import type { MissingAnswer } from "./submission.ts";
import { textIn, type Language } from "./text.ts";

/** Every question that must be answered and is not, in the order of the form; lists with too few items as a whole. */
export function missingAnswers(
  journey: Journey,
  language: Language,
  words: Words,
): MissingAnswer[] {
  return journey.steps.flatMap((step): MissingAnswer[] => {
    if (step.complete) return [];
    if (step.placed.page.kind === "items")
      return [
        { path: step.address, label: stepTitle(journey, step, language, words), file: false },
      ];
    return step.fields
      .filter(({ name, required }) => required && journey.values[name] === undefined)
      .map(({ name, placed: { node } }) => ({
        path: name,
        label: textIn(node.label, language),
        file: node.kind === "file",
      }));
  });
}

/**
 * Whether an application may be filed although it is not complete: the service allows it, something was answered, and
 * whatever was answered is right.
 */
export function mayFileInTime(journey: Journey, today: string): boolean {
  const { processing } = journey.offering.service.description;
  if (processing?.completeWithinDays === undefined) return false;
  if (journey.steps[0]?.complete !== true) return false;
  const open = checkJourney(journey, today);
  return open.length > 0 && open.every(({ code }) => code === "required" || code === "items.count");
}
