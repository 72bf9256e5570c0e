import { randomBytes } from "node:crypto";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { giveAttachmentToSubmission, findAttachment } from "#db/queries/attachments.ts";
import { deleteDraft } from "#db/queries/drafts.ts";
import { fileSubmission } from "#db/queries/file-submission.ts";
import type { PaymentRow } from "#db/queries/payments.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { checkJourney } from "../domain/check-journey.ts";
import { dayOf, lastDayOf } from "../domain/deadline.ts";
import { buildDocument, type Words } from "../domain/document.ts";
import { filedFees } from "../domain/fees/filed-fees.ts";
import { furthestStep, isComplete } from "../domain/journey.ts";
import { mayFileInTime, missingAnswers } from "../domain/missing-answers.ts";
import { shortName } from "../domain/municipality.ts";
import { makeReference } from "../domain/reference.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type { Language } from "../i18n/languages.ts";
import { sendOut } from "../forwarding/outbox.server.ts";
import { contactContext, type Contact } from "../notification/contact.ts";
import { enqueueMail, type WrittenMail } from "../notification/outbox.server.ts";
import { open as openSealed, randomId } from "../platform/crypto.server.ts";
import { makeStatement, type NewEntry } from "../proof/make-statement.server.ts";
import { countFiled } from "./count-figures.server.ts";
import type { Draft } from "./draft.server.ts";
import { handOverPayments, PaymentChangedError } from "./hand-over-payments.server.ts";
import {
  elsewhere,
  openJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { orderPayment } from "./order-payment.server.ts";
import { filedPayment, paymentState } from "./payment-state.server.ts";
import { passLimit, perAddress, type HeldUp } from "./pass-limit.server.ts";
import { changedSince } from "./seen-review.server.ts";
import type { Sender } from "./sender.ts";
import { signInState } from "./sign-in-state.server.ts";
import { hashStatusCode, statusCodeOf } from "./status-code.server.ts";
import { writeFiledMail } from "./write-filed-mail.server.ts";

export type SubmitOutcome =
  | NoJourney
  /** Something is not answered yet: there. */
  | Elsewhere
  /** Something that was right when it was saved is so no longer, or nobody has signed in as they must: the review tells. */
  | { readonly kind: "review" }
  /** These pages (and `feesMark`) are not as the review showed them: to be looked at before filing. */
  | { readonly kind: "changed"; readonly pages: readonly string[] }
  /** It is to be paid first; what was confirmed is noted and is filed as soon as that is done. */
  | { readonly kind: "payment" }
  | HeldUp;

/** What an applicant chooses when filing. */
export interface Wishes {
  /** The marks of the review that the applicant looked at; none: whatever there is. */
  readonly seen?: readonly string[];
  readonly contact?: Contact | undefined;
  /** File although something is missing, where the service allows it. */
  readonly inTime?: boolean;
  /** The portal as the applicant knows it. Without it nothing can be paid from here. */
  readonly origin?: string;
}

/** Everything that a filing consists of, made before its transaction. */
interface Prepared {
  readonly draft: Draft;
  readonly document: SubmissionDocument;
  readonly entry: NewEntry;
  readonly keys: KeyRing;
  readonly contact: Contact | undefined;
  readonly mail: WrittenMail | undefined;
}

/**
 * Files the application: in one transaction the draft becomes a submission with its forwarding, attachments, its entry in
 * the log and its mail, and ceases to exist. Whoever clicks twice finds no draft any more and gets the same receipt (`filed`).
 */
export async function submit(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
  wishes: Wishes = {},
  sender?: Sender,
): Promise<SubmitOutcome> {
  const passed = sender === undefined;
  return submitInTurn(portal, visit, { language, words, wishes, sender, passed });
}

interface Submitting {
  readonly language: Language;
  readonly words: Words;
  readonly wishes: Wishes;
  readonly sender: Sender | undefined;
  /** Whether the limit lets it through. */
  readonly passed: boolean;
}

async function submitInTurn(
  portal: Portal,
  visit: Visit,
  { language, words, wishes, sender, passed }: Submitting,
): Promise<SubmitOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const { journey, draft } = open;
  const problems = draft ? checkJourney(journey, open.today) : [];
  const inTime = wishes.inTime === true && draft && mayFileInTime(journey, open.today);
  if (!inTime) {
    const furthest = furthestStep(journey);
    if (furthest && (!draft || !isComplete(journey))) return elsewhere(open, furthest.address);
    if (!draft || problems.length > 0) return { kind: "review" };
  }
  const changed = changedSince(journey, wishes.seen ?? []);
  if (changed.length > 0) return { kind: "changed", pages: changed };
  if (!signInState(portal, open).isEnough) return { kind: "review" };
  const { filings } = portal.config.limits;
  const held =
    sender && !passed
      ? await passLimit(portal, perAddress("filing", filings, sender), sender.pass)
      : undefined;
  if (held) return held;
  const { ars } = open.municipality;
  const fees = filedFees(journey, language, words);
  const payment = await paymentState(portal, open, fees);
  if (payment.needed && fees) {
    const { contact, origin = "" } = wishes;
    const ordering = { language, fees, contact, inTime: wishes.inTime === true, origin };
    // Whoever files what was ordered before has paid; a payment that is not there is begun by its citizen alone.
    if (wishes.origin !== undefined) await orderPayment(portal, open, draft, ordering);
    return { kind: "payment" };
  }
  const document = freeze(portal, open, language, words, payment.paid);
  const [keys, entry, mail] = await Promise.all([
    keyRingOf(portal, ars),
    makeStatement(portal, document),
    wishes.contact && writeFiledMail(portal, open, document, draft.ticket, wishes.contact),
  ]);
  const prepared = { draft, document, entry, keys, contact: wishes.contact, mail };
  const isFiled = await withMunicipality(portal.database, ars, (sql) =>
    file(portal, sql, prepared),
  ).catch((error: unknown) => {
    if (error instanceof PaymentChangedError) return false;
    throw error;
  });
  // Another press or another tab came first: what it left is looked at anew. Each round one of them gets on.
  if (!isFiled)
    return submitInTurn(portal, visit, { language, words, wishes, sender, passed: true });
  countFiled(portal, open, draft, sender);
  portal.log.info("submission.accepted", { reference: document.reference });
  return { kind: "filed", reference: document.reference };
}

function freeze(
  portal: Portal,
  { journey, municipality, draft }: OpenJourney,
  language: Language,
  words: Words,
  paid: PaymentRow | undefined,
): SubmissionDocument {
  const now = portal.clock();
  const { completeWithinDays: count } = journey.offering.service.description.processing ?? {};
  const answers = missingAnswers(journey, language, words);
  return buildDocument(journey, {
    reference: makeReference(randomBytes(16)),
    submittedAt: now.toISOString(),
    municipality: { ars: municipality.ars, name: shortName(municipality) },
    language,
    words,
    assuranceLevel: draft?.content.signedIn?.level ?? "none",
    ...(paid && { payment: filedPayment(paid) }),
    ...(count !== undefined &&
      answers.length > 0 && {
        missing: { until: lastDayOf(dayOf(now), { count, unit: "days" }), answers },
      }),
  });
}

/** Everything that filing writes, in one transaction. False if the draft is not as it was any more. */
async function file(portal: Portal, sql: Sql, prepared: Prepared): Promise<boolean> {
  const { draft, document, entry, keys, contact, mail } = prepared;
  const id = randomId();
  const { ars } = draft.row;
  const { reference } = document;
  const at = new Date(document.submittedAt);
  const code = statusCodeOf(draft.ticket);
  const isFiled = await fileSubmission(sql, {
    submission: {
      id,
      ars,
      serviceId: document.service.id,
      serviceVersion: document.service.version,
      reference,
      sealed: keys.seal(JSON.stringify(document), `submission:${id}`),
      draftId: draft.row.id,
      submittedAt: at,
      status: "received",
      codeHash: hashStatusCode(portal.config.masterKey, reference, code),
      contact: contact ? keys.seal(JSON.stringify(contact), contactContext(id)) : null,
      missingUntil: document.missing?.until ?? null,
    },
    draftRevision: draft.row.revision,
    event: { kind: "received", at, actor: "citizen" },
    entry,
    audit: {
      at,
      actor: "citizen",
      action: "submission.filed",
      details: { service: document.service.id },
    },
  });
  if (!isFiled) return false;
  await handOverPayments(sql, draft.row.id, id, document);
  for (const attachment of document.attachments) {
    await handOver(sql, keys, draft, attachment.id, id);
  }
  // Independent of each other: postgres.js sends them in one go.
  await Promise.all([
    sendOut(portal, sql, { submissionId: id, ars, serviceId: document.service.id }, "application"),
    ...(document.attachments.length > 0 && portal.scanner
      ? [portal.queue.enqueue(sql, "scan-attachments", {})]
      : []),
    mail && enqueueMail(portal, sql, keys, { ars, submissionId: id }, mail),
    deleteDraft(sql, draft.row.id),
  ]);
  return true;
}

/** An attachment's key moves from the citizen's key to the municipality's; the content stays as it is. */
async function handOver(
  sql: Sql,
  keys: KeyRing,
  { ticket }: Draft,
  id: string,
  submissionId: string,
): Promise<void> {
  const context = `attachment:${id}`;
  const row = await findAttachment(sql, id);
  if (!row) throw new Error(`attachment ${id} of a draft is not in the database`);
  const sealed = keys.seal(openSealed(ticket.key, row.sealed, context), context);
  await giveAttachmentToSubmission(sql, { id, submissionId, sealed });
}
