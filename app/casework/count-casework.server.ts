import type { SubmissionEventRow } from "#db/queries/submission-events.ts";
import type { SubmissionRow } from "#db/queries/submissions.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { dayOf, lastDayOf } from "../domain/deadline.ts";
import { elapsedClass } from "../domain/figures/elapsed.ts";
import type { FigurePlace } from "../domain/figures/figure.ts";

type Filed = Pick<SubmissionRow, "ars" | "serviceId" | "serviceVersion" | "submittedAt" | "test">;
type Events = readonly Pick<SubmissionEventRow, "kind" | "at">[];

/**
 * Counts that somebody opened an application for the first time, and after what class of time; a test is not counted. `before`: its
 * history until then.
 */
export function countOpened({ figures }: Portal, filed: Filed, before: Events, at: Date): void {
  if (filed.test || before.some(({ kind }) => kind === "opened")) return;
  figures.count(placeOf(filed), "opened", elapsedClass(at.getTime() - filed.submittedAt.getTime()));
}

/**
 * Counts that an application was finished for the first time, and whether within the time that the service announces. That
 * begins once everything is there: with what was handed in last, where anything was. A test is not counted. `before`: its history
 * until then.
 */
export async function countDecided(
  portal: Portal,
  filed: Filed,
  before: Events,
  at: Date,
): Promise<void> {
  if (filed.test || before.some(({ kind }) => /^statusChanged\.(done|rejected)$/.test(kind)))
    return;
  const offering = await loadVersion(portal, filed.ars, filed.serviceId, filed.serviceVersion);
  const period = offering?.service.description.processing?.decideWithin;
  const complete = before.findLast(({ kind }) => kind === "handedIn")?.at ?? filed.submittedAt;
  const isLate = period !== undefined && lastDayOf(dayOf(complete), period) < dayOf(at);
  const subject = period === undefined ? "unannounced" : isLate ? "late" : "inTime";
  portal.figures.count(placeOf(filed), "decided", subject);
}

function placeOf({ ars, serviceId, serviceVersion }: Filed): FigurePlace {
  return { ars, serviceId, serviceVersion, language: "" };
}
