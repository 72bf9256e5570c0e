import type { Portal } from "../catalogue/portal.server.ts";
import { filesIn } from "../domain/change-answers.ts";
import { checkJourney, type OpenStep } from "../domain/check-journey.ts";
import { lastDayOf } from "../domain/deadline.ts";
import { buildSummary, type Words } from "../domain/document.ts";
import { filedFees } from "../domain/fees/filed-fees.ts";
import { furthestStep, isComplete, type Journey } from "../domain/journey.ts";
import { mayFileInTime, missingAnswers } from "../domain/missing-answers.ts";
import { showItems } from "../domain/shown-items.ts";
import { showText } from "../domain/shown-page.ts";
import type { FiledFees, SummarySection } from "../domain/submission.ts";
import type { Language } from "../domain/text.ts";
import { pickUpCaptures } from "./draft-captures.server.ts";
import { formatFileSize } from "../i18n/format.ts";
import {
  elsewhere,
  openJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { mayFileNow, paymentState, type PaymentState } from "./payment-state.server.ts";
import { reviewMarks } from "./seen-review.server.ts";
import { signInState, type SignInState } from "./sign-in-state.server.ts";

type Row = SummarySection["rows"][number];

export type ReviewOutcome =
  | NoJourney
  | Elsewhere
  | {
      readonly kind: "review";
      readonly open: OpenJourney;
      readonly sections: readonly SummarySection[];
      /** Pages that must be looked at again before filing. */
      readonly openSteps: readonly OpenStep[];
      /** Present: it may be filed although something is missing; what, and until when (ISO date) that has to follow. */
      readonly inTime: { readonly until: string; readonly missing: readonly string[] } | undefined;
      /** The first e-mail address that was answered; undefined where nothing sends mails. */
      readonly email: string | undefined;
      readonly fees: FiledFees | undefined;
      /** What is to be paid before filing, and what was paid. */
      readonly payment: Pick<PaymentState, "needed" | "paid">;
      readonly signIn: SignInState;
      /** Whether it may be filed now. */
      readonly mayFile: boolean;
      /** To be sent along when filing. */
      readonly marks: readonly string[];
    };

/**
 * Everything that was answered, page by page, before filing; who is not done yet is sent to the next open page, save for
 * those who want to file in time, where the service allows it.
 */
export async function loadReview(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
  wantsInTime = false,
): Promise<ReviewOutcome> {
  // What a phone has finished belongs to the application before it is looked at.
  if (visit.ticket) await pickUpCaptures(portal, visit);
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, today } = open;
  const furthest = furthestStep(journey);
  const openSteps = checkJourney(journey, today);
  const inTime = inTimeOf(journey, today, language, words);
  if (!isComplete(journey) && furthest && !(inTime && wantsInTime))
    return elsewhere(open, furthest.address);
  const fees = filedFees(journey, language, words);
  const payment = await paymentState(portal, open, fees);
  return {
    kind: "review",
    open,
    sections: reviewSections(journey, language, words),
    openSteps,
    inTime,
    email: portal.mailer && (emailIn(journey) ?? ""),
    fees,
    payment,
    signIn: signInState(portal, open),
    mayFile: mayFileNow(open, payment),
    marks: reviewMarks(journey),
  };
}

function inTimeOf(
  journey: Journey,
  today: string,
  language: Language,
  words: Words,
): { readonly until: string; readonly missing: readonly string[] } | undefined {
  const { completeWithinDays: count } = journey.offering.service.description.processing ?? {};
  if (count === undefined || !mayFileInTime(journey, today)) return undefined;
  const missing = missingAnswers(journey, language, words).map(({ label }) => label);
  return { until: lastDayOf(today, { count, unit: "days" }), missing };
}

function emailIn(journey: Journey): string | undefined {
  for (const { name, placed } of journey.steps.flatMap(({ fields }) => fields)) {
    const value = journey.values[name];
    if (placed.node.kind === "email" && typeof value === "string") return value;
  }
  return undefined;
}

/** Files with their type and size, so that a wrong one is noticed. */
function withFiles(journey: Journey, row: Row, language: Language): Row {
  const files = filesIn(journey.answers, row.path);
  if (files.length === 0 || journey.values[row.path] === undefined) return row;
  const values = files.map(({ name, mediaType, size }) => {
    const type = (mediaType.split("/").at(-1) ?? mediaType).toUpperCase();
    return `${name} (${type}, ${formatFileSize(size, language)})`;
  });
  return { ...row, values };
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
    if (!section || section.rows.length === 0) return [];
    return [{ ...section, rows: section.rows.map((row) => withFiles(journey, row, language)) }];
  });
}
