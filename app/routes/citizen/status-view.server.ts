import { nextStepsOf } from "#app/apply/next-steps.server.ts";
import type { ApplicationStatus } from "#app/apply/load-status.server.ts";
import { expectationOf } from "#app/domain/next-steps.ts";
import { showText } from "#app/domain/shown-page.ts";
import { formatDateTime, formatDay, formatMoney } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";

/** The status of an application, ready to be shown. */
export function statusViewOf(found: ApplicationStatus, language: Language) {
  const { submission, municipality, service, status, steps, missing, handedIn, paidCents } = found;
  const decided = status === "done" || status === "rejected";
  const { completeBy } = expectationOf(service, submission);
  const current = steps.findLastIndex(({ at }) => at !== undefined);
  return {
    reference: submission.reference,
    test: submission.test,
    service: service ? showText(service.name, language) : { text: submission.serviceId },
    municipality,
    status,
    paid: paidCents === undefined ? undefined : formatMoney(paidCents, language),
    decided,
    steps: steps.map(({ step, at, elsewhere, note }, index) => ({
      step,
      at: at && formatDateTime(at, language),
      hint: elsewhere ? (`${step}Elsewhere` as const) : step,
      note,
      current: index === current,
    })),
    nextSteps: decided ? [] : nextStepsOf(service, submission, municipality, language),
    missing: missing.map(({ path, label, file }) => ({ path, label, file })),
    completeBy: completeBy === undefined ? undefined : formatDay(completeBy, language),
    handedIn: handedIn.map((at) => formatDateTime(at, language)),
  };
}
export type StatusPageView = ReturnType<typeof statusViewOf>;
