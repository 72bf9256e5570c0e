import { dayOf, lastDayOf } from "./deadline.ts";
import type { ServiceDefinition } from "./service.ts";

/** What an applicant may expect, and until when. */
export interface Expectation {
  /** ISO date by which the authority decides; absent where the service names no period, or it has not begun. */
  readonly decideBy?: string;
  /** ISO date by which what is missing has to be there; absent where nothing is missing. */
  readonly completeBy?: string;
}

/**
 * The dates of an application. The authority's time begins when everything is there: as long as something is missing there
 * is no day by which it decides.
 */
export function expectationOf(
  service: ServiceDefinition | undefined,
  {
    submittedAt,
    missingUntil,
  }: { readonly submittedAt: Date; readonly missingUntil: string | null },
): Expectation {
  if (missingUntil !== null) return { completeBy: missingUntil };
  const period = service?.description.processing?.decideWithin;
  return period ? { decideBy: lastDayOf(dayOf(submittedAt), period) } : {};
}
