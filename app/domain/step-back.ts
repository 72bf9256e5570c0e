import { groupAt, isReachable, itemsOf, previousStep, type Journey, type Step } from "./journey.ts";

/**
 * Where "back" leads: the step before, or from the first page of an item that was added in a list to that list.
 * Undefined on the first step.
 */
export function stepBack(journey: Journey, step: Step): Step | undefined {
  const before = previousStep(journey, step);
  const item = step.items.at(-1);
  const group = step.placed.page.within.at(-1);
  if (item === undefined || group === undefined || before?.items.includes(item)) return before;
  const around = step.items.slice(0, -1);
  const rank = itemsOf(journey.offering, journey.answers, group, around).indexOf(item);
  if (rank < (groupAt(journey.offering, group)?.repeat?.min ?? 0)) return before;
  const list = journey.steps.find(
    ({ placed: { page }, items }) =>
      page.kind === "items" && page.group === group && items.join(".") === around.join("."),
  );
  return list && isReachable(journey, list) ? list : before;
}
