import type { Journey, Step } from "./journey.ts";
import type { InstancePath } from "./path.ts";

/**
 * Answers on other pages that counted before a page was saved and now do not, because their questions no longer apply.
 * They stay in the draft and count again once the questions are back.
 */
export function lapsedAnswers(before: Journey, after: Journey, saved: Step): InstancePath[] {
  const here = new Set(saved.placed.fields.map(({ path }) => path));
  return before.steps.flatMap((step) =>
    step.address === saved.address
      ? []
      : step.fields
          .filter(({ placed }) => placed.node.data && !here.has(placed.path))
          .map(({ name }) => name)
          .filter((name) => before.values[name] !== undefined)
          .filter((name) => after.values[name] === undefined && name in after.answers.values),
  );
}
