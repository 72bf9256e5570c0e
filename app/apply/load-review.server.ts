import type { Portal } from "../catalogue/portal.server.ts";
import { checkJourney, type OpenStep } from "../domain/check-journey.ts";
import { buildSummary, type Words } from "../domain/document.ts";
import { furthestStep, isComplete, type Journey } from "../domain/journey.ts";
import { showItems } from "../domain/shown-items.ts";
import { showText } from "../domain/shown-page.ts";
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
    sections: reviewSections(journey, language, words),
    openSteps: checkJourney(journey, today),
  };
}

/** The summary as it will be filed, and the lists of items, where one may still be added or taken away. */
function reviewSections(
  journey: Journey,
  language: Language,
  words: Words,
): readonly SummarySection[] {
  const summary = new Map(
    buildSummary(journey, language, words).map((section) => [section.page, section]),
  );
  return journey.steps.flatMap((step): SummarySection[] => {
    const list = showItems(journey, step, language, words);
    if (list) {
      const values = list.items.map(({ title }) => title.text);
      const { text: title, ...lang } = showText(step.placed.page.title, language);
      const { text: label, ...labelLang } = list.label;
      // Items are called by what the label says.
      const { lang: valuesLang } = labelLang;
      const row = { path: list.name, label, ...labelLang, values };
      const rows = [valuesLang === undefined ? row : { ...row, valuesLang }];
      return [{ page: step.address, title, ...lang, rows }];
    }
    const section = summary.get(step.address);
    return section && section.rows.length > 0 ? [section] : [];
  });
}
