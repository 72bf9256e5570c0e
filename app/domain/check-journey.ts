import { checkValue } from "./check-value.ts";
import type { CheckContext } from "./fields/field-kind.ts";
import type { FieldValue, Value } from "./fields/kinds.ts";
import type { Journey, Step, StepField } from "./journey.ts";
import { hasCode } from "./offering.ts";
import { controlName, countError, hasLines } from "./read-field.ts";

/** A step that cannot be filed as it is, with the first reason. */
export interface OpenStep {
  readonly step: Step;
  /** Control at fault; undefined where the page as a whole is (number of items). */
  readonly name?: string;
  readonly code: string;
}

/**
 * Checks a whole journey before filing: what must be answered, and every stored value anew, because a date
 * may have passed its bound and a list may have changed since the page was saved.
 */
export function checkJourney(journey: Journey, today: string): readonly OpenStep[] {
  const context: CheckContext = {
    today,
    hasCode: (list, code) => hasCode(journey.offering, list, code),
  };
  return journey.steps.flatMap((step): OpenStep[] => {
    for (const field of step.fields) {
      const problem = problemOf(field, journey.values[field.name], context);
      if (problem) return [{ step, ...problem }];
    }
    if (step.complete) return [];
    return [{ step, code: step.placed.page.kind === "items" ? "items.count" : "required" }];
  });
}

function problemOf(
  { name, placed: { node } }: StepField,
  value: Value | undefined,
  context: CheckContext,
): Omit<OpenStep, "step"> | undefined {
  if (node.kind === "staticText" || node.kind === "hidden" || node.kind === "locked") {
    return undefined;
  }
  if (value === undefined) return node.required ? { name, code: "required" } : undefined;
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
