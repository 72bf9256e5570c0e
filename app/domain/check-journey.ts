import { brokenClaims, type BrokenClaim } from "./broken-claims.ts";
import { checkValue } from "./check-value.ts";
import type { Claim } from "./claims.ts";
import type { CheckContext } from "./fields/field-kind.ts";
import type { FieldValue } from "./fields/kinds.ts";
import { scoped } from "./items.ts";
import type { Journey, Step, StepField } from "./journey.ts";
import { hasCode } from "./offering.ts";
import type { InstancePath } from "./path.ts";
import { controlName, countError, hasLines } from "./read-field.ts";

/** A step that cannot be filed as it is, with the first reason. */
export interface OpenStep {
  readonly step: Step;
  /** Control at fault; undefined where the page as a whole is (number of items). */
  readonly name?: string;
  readonly code: string;
  /** The rule between answers that does not hold. */
  readonly claim?: Claim;
}

/**
 * Checks a whole journey before filing: what must be answered, every stored value anew, because a date may have
 * passed its bound and a list may have changed since the page was saved, and what must hold among the answers.
 */
export function checkJourney(journey: Journey, today: string): readonly OpenStep[] {
  const context: CheckContext = {
    today,
    hasCode: (list, code) => hasCode(journey.offering, list, code),
  };
  const single = journey.steps.flatMap((step): OpenStep[] => {
    for (const field of step.fields) {
      const problem = problemOf(field, journey, context);
      if (problem) return [{ step, ...problem }];
    }
    const [claim] = step.broken;
    if (claim) {
      const concerned = claim.concerned.map(
        scoped(journey.offering, step.placed.page.within, step.items),
      );
      return [openClaim({ claim, concerned }, step)];
    }
    if (step.complete) return [];
    return [{ step, code: step.placed.page.kind === "items" ? "items.count" : "required" }];
  });
  const open = new Map(single.map((one) => [one.step, one]));
  for (const broken of brokenClaims(journey)) {
    const step = lastStepOf(broken, journey);
    if (step && !open.has(step)) open.set(step, openClaim(broken, step));
  }
  return [...open.values()];
}

/** What is wrong between pages is told at the last one of them. */
function lastStepOf({ concerned }: BrokenClaim, journey: Journey): Step | undefined {
  return journey.steps.findLast(({ fields }) =>
    fields.some(({ name }) => isBelow(name, concerned)),
  );
}

function openClaim({ claim, concerned }: BrokenClaim, step: Step): OpenStep {
  const first = step.fields.find(({ name }) => isBelow(name, concerned));
  return { step, ...(first && { name: first.name }), code: "rule", claim };
}

/** Whether a question is, or stands in, one of these places; items of a list stand in the list. */
function isBelow(name: InstancePath, places: readonly InstancePath[]): boolean {
  return places.some(
    (place) => name === place || name.startsWith(`${place}/`) || name.startsWith(`${place}:`),
  );
}

function problemOf(
  { name, placed: { node }, required }: StepField,
  { values: counted, source }: Journey,
  context: CheckContext,
): Omit<OpenStep, "step"> | undefined {
  if (node.kind === "staticText" || node.kind === "hidden" || node.kind === "locked") {
    return undefined;
  }
  const value = counted[name];
  if (value === undefined) {
    if (source.answer(name) !== undefined) return { name, code: "choice.notAllowed" };
    return required ? { name, code: "required" } : undefined;
  }
  const field = { kind: node.kind, name, ...(node.repeat && { repeat: node.repeat }) };
  const lines = hasLines(field);
  const wrongCount = Array.isArray(value) ? countError(field, value.length) : undefined;
  if (wrongCount) return wrongCount;
  const values = lines ? (value as readonly FieldValue[]) : [value as FieldValue];
  for (const [index, one] of values.entries()) {
    const [problem] = checkValue(node.kind, node.options as never, one as never, context);
    if (problem) {
      const line = lines ? `${name}#${String(index)}` : name;
      return { name: controlName(line, problem.part), code: problem.code };
    }
  }
  return undefined;
}
