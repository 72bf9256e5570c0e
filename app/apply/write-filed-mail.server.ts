import type { Portal } from "../catalogue/portal.server.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { formatDateTime } from "../i18n/format.ts";
import type { Contact } from "../notification/contact.ts";
import { writeMail, type WrittenMail } from "../notification/outbox.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import { nextStepsOf } from "./next-steps.server.ts";
import type { OpenJourney } from "./open-journey.server.ts";
import { statusAddress } from "./status-address.ts";
import { statusCodeOf } from "./status-code.server.ts";

/** The confirmation by mail that something was filed. Holds no answer. */
export function writeFiledMail(
  portal: Portal,
  { journey, municipality, test }: OpenJourney,
  { reference, submittedAt, service, municipality: { name }, missing }: SubmissionDocument,
  ticket: DraftTicket,
  { email, language, origin }: Contact,
): Promise<WrittenMail> {
  const dates = { submittedAt: new Date(submittedAt), missingUntil: missing?.until ?? null };
  const nextSteps = [
    ...nextStepsOf(journey.offering.service, dates, name, language).map(({ text }) => text),
    ...(missing?.answers ?? []).map(({ label }) => `- ${label}`),
  ];
  const code = statusCodeOf(ticket);
  return writeMail(
    portal,
    municipality.ars,
    "filed",
    { email, language, test },
    {
      municipality: name,
      service: service.name,
      reference,
      date: formatDateTime(submittedAt, language),
      nextSteps: nextSteps.join("\n"),
      code,
      address: statusAddress(origin, reference, code),
    },
  );
}
