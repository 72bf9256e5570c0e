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
 * `forced`: the operator has switched the service on for everybody, and this would keep citizens out.
 */
export interface WindowProblem {
  readonly field: WindowField | "testMode";
  readonly code:
    | "beforeItOpens"
    | "beforeItCloses"
    | "withoutEnd"
    | "past"
    | "tooLong"
    | "notPositive"
    | "forced";
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

/**
 * What of a window would keep citizens out of a service that the operator has switched on for everybody. What was set before may stay
 * or be loosened; it may rest at any time (`maintenanceText`).
 */
export function checkForced(
  window: OfferingWindow,
  before: OfferingWindow,
  now: Date,
): readonly WindowProblem[] {
  const { opensAt, closesAt, submissionLimit: limit, testMode } = window;
  const tightened = {
    opensAt: opensAt && opensAt > now && !(before.opensAt && opensAt <= before.opensAt),
    closesAt: closesAt && !(before.closesAt && closesAt >= before.closesAt),
    submissionLimit: limit !== undefined && !(limit >= (before.submissionLimit ?? Infinity)),
    testMode: testMode && !before.testMode,
  } as const;
  const fields = ["opensAt", "closesAt", "submissionLimit", "testMode"] as const;
  return fields
    .filter((field) => tightened[field] === true)
    .map((field) => ({ field, code: "forced" }));
}

function isLimit(count: number): boolean {
  return Number.isInteger(count) && count > 0 && count <= mostApplications;
}
