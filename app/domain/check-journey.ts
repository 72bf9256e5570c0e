import { brokenClaims, type BrokenClaim } from "./broken-claims.ts";
import { checkValue } from "./check-value.ts";
import type { Claim } from "./claims.ts";
import type { CheckContext } from "./fields/field-kind.ts";
import type { FieldValue, Value } from "./fields/kinds.ts";
import { scoped } from "./items.ts";
import type { Journey, Step, StepField } from "./journey.ts";
import { hasCode } from "./offering.ts";
import type { InstancePath } from "./path.ts";
import { controlName, countError, hasLines } from "./read-field.ts";
import type { Field } from "./service.ts";

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
  const open = new Map<Step, OpenStep>();
  for (const step of journey.steps) {
    const problem = problemOfStep(step, journey, context);
    if (problem) open.set(step, problem);
  }
  for (const broken of brokenClaims(journey)) {
    const step = lastStepOf(broken, journey);
    if (step && !open.has(step)) open.set(step, openClaim(broken, step));
  }
  return [...open.values()];
}

function problemOfStep(step: Step, journey: Journey, context: CheckContext): OpenStep | undefined {
  for (const field of step.fields) {
    const problem = problemOf(field, journey, context);
    if (problem) return { step, ...problem };
  }
  const [claim] = step.broken;
  if (claim) {
    const inScope = scoped(journey.offering, step.placed.page.within, step.items);
    return openClaim({ claim, concerned: claim.concerned.map(inScope) }, step);
  }
  if (step.complete) return undefined;
  return { step, code: step.placed.page.kind === "items" ? "items.count" : "required" };
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
  if (node.calculated) return undefined;
  if (node.kind === "staticText" || node.kind === "hidden" || node.kind === "locked") {
    return undefined;
  }
  const value = counted[name];
  if (value === undefined) {
    if (source.answer(name) !== undefined) return { name, code: "choice.notAllowed" };
    return required ? { name, code: "required" } : undefined;
  }
  return node.repeat
    ? problemOfSeveral(name, node, value, context)
    : problemOfOne(name, node, value, context);
}

function problemOfOne(
  name: string,
  { kind, options }: Field,
  value: Value,
  context: CheckContext,
): Omit<OpenStep, "step"> | undefined {
  const [problem] = checkValue(kind, options as never, value as never, context);
  return problem && { name: controlName(name, problem.part), code: problem.code };
}

function problemOfSeveral(
  name: string,
  node: Field,
  value: Value,
  context: CheckContext,
): Omit<OpenStep, "step"> | undefined {
  const field = { kind: node.kind, name, ...(node.repeat && { repeat: node.repeat }) };
  const wrongCount = Array.isArray(value) ? countError(field, value.length) : undefined;
  if (wrongCount) return wrongCount;
  if (!hasLines(field)) return problemOfOne(name, node, value, context);
  for (const [index, line] of (value as readonly FieldValue[]).entries()) {
    const problem = problemOfOne(`${name}#${String(index)}`, node, line, context);
    if (problem) return problem;
  }
  return undefined;
}
