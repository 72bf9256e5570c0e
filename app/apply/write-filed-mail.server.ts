import type { Portal } from "../catalogue/portal.server.ts";
import { expectationOf } from "../domain/next-steps.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { textIn } from "../domain/text.ts";
import { formatDateTime, formatDay } from "../i18n/format.ts";
import { serverI18n } from "../i18n/texts.server.ts";
import type { Contact } from "../notification/contact.ts";
import { writeMail, type WrittenMail } from "../notification/outbox.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import type { OpenJourney } from "./open-journey.server.ts";
import { statusAddress } from "./status-address.ts";
import { statusCodeOf } from "./status-code.server.ts";

/** The confirmation by mail that something was filed. Holds no answer. */
export function writeFiledMail(
  portal: Portal,
  { journey, municipality }: OpenJourney,
  { reference, submittedAt, service, municipality: { name }, missing }: SubmissionDocument,
  ticket: DraftTicket,
  { email, language, origin }: Contact,
): Promise<WrittenMail> {
  const t = serverI18n(language).getFixedT(language, "mail");
  const definition = journey.offering.service;
  const { afterwards } = definition.description;
  const { decideBy, completeBy } = expectationOf(definition, {
    submittedAt: new Date(submittedAt),
    missingUntil: missing?.until ?? null,
  });
  const code = statusCodeOf(ticket);
  const nextSteps = [
    completeBy !== undefined &&
      [
        t("next.missing", { date: formatDay(completeBy, language) }),
        ...(missing?.answers ?? []).map(({ label }) => `- ${label}`),
      ].join("\n"),
    afterwards ? textIn(afterwards, language) : t("next.default", { municipality: name }),
    decideBy !== undefined && t("next.decideBy", { date: formatDay(decideBy, language) }),
  ];
  return writeMail(
    portal,
    municipality.ars,
    "filed",
    { email, language },
    {
      municipality: name,
      service: service.name,
      reference,
      date: formatDateTime(submittedAt, language),
      nextSteps: nextSteps.filter((text) => text !== false).join("\n"),
      code,
      address: statusAddress(origin, reference, code),
    },
  );
}
