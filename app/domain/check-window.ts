import type { OfferingWindow } from "./offering-window.ts";

export const windowFields = [
  "opensAt",
  "closesAt",
  "finishBy",
  "closingText",
  "maintenanceText",
  "submissionLimit",
] as const;
export type WindowField = (typeof windowFields)[number];

/**
 * `beforeItOpens`: closes before it opens. `beforeItCloses`: what was begun could be filed for a shorter time than one can begin.
 * `withoutEnd`: it neither closes nor is off, so that nothing has to be finished. `past`: it would be over as soon as it is set.
 */
export interface WindowProblem {
  readonly field: WindowField;
  readonly code:
    "beforeItOpens" | "beforeItCloses" | "withoutEnd" | "past" | "tooLong" | "notPositive";
}

/** Letters of a text to citizens. */
export const longestWindowText = 2000;
/** Applications; nobody handles more of one service by themselves. */
const mostApplications = 1_000_000;

/** Why a window contradicts itself. `before`: what counts until it is set; only what changes can be past. */
export function checkWindow(
  window: OfferingWindow,
  before: OfferingWindow,
  now: Date,
): readonly WindowProblem[] {
  const { enabled, opensAt, closesAt, finishBy, submissionLimit } = window;
  const problems: WindowProblem[] = [];
  if (opensAt && closesAt && closesAt <= opensAt)
    problems.push({ field: "closesAt", code: "beforeItOpens" });
  if (finishBy && enabled && !closesAt) problems.push({ field: "finishBy", code: "withoutEnd" });
  if (finishBy && enabled && closesAt && finishBy < closesAt)
    problems.push({ field: "finishBy", code: "beforeItCloses" });
  if (finishBy && finishBy <= now && finishBy.getTime() !== before.finishBy?.getTime())
    problems.push({ field: "finishBy", code: "past" });
  for (const field of ["closingText", "maintenanceText"] as const) {
    const texts = Object.values(window[field] ?? {});
    if (texts.some((text) => text.length > longestWindowText))
      problems.push({ field, code: "tooLong" });
  }
  if (submissionLimit !== undefined && !isLimit(submissionLimit))
    problems.push({ field: "submissionLimit", code: "notPositive" });
  return problems;
}

function isLimit(count: number): boolean {
  return Number.isInteger(count) && count > 0 && count <= mostApplications;
}
