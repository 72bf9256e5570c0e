import type { Portal } from "../catalogue/portal.server.ts";
import { checkJourney, type OpenStep } from "../domain/check-journey.ts";
import { buildSummary, type Words } from "../domain/document.ts";
import { furthestStep, isComplete } from "../domain/journey.ts";
import type { SummarySection } from "../domain/submission.ts";
import type { Language } from "../domain/text.ts";
import {
  elsewhere,
  openJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

export type ReviewOutcome =
  | NoJourney
  | Elsewhere
  | {
      readonly kind: "review";
      readonly open: OpenJourney;
      readonly sections: readonly SummarySection[];
      /** Pages that must be looked at again before filing. */
      readonly openSteps: readonly OpenStep[];
    };

/** Everything that was answered, page by page, before filing; who is not done yet is sent to the next open page. */
export async function loadReview(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
): Promise<ReviewOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, today } = open;
  const furthest = furthestStep(journey);
  if (!isComplete(journey) && furthest) return elsewhere(open, furthest.address);
  return {
    kind: "review",
    open,
    sections: buildSummary(journey, language, words).filter(({ rows }) => rows.length > 0),
    openSteps: checkJourney(journey, today),
  };
}
