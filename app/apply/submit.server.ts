import { randomBytes } from "node:crypto";
import type { PaymentRow } from "#db/queries/payments.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
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
import type { Contact } from "../notification/contact.ts";
import { makeStatement } from "../proof/make-statement.server.ts";
import { countFiled } from "./count-figures.server.ts";
import {
  elsewhere,
  openJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { orderPayment } from "./order-payment.server.ts";
import { filedPayment, mayFileNow, paymentState } from "./payment-state.server.ts";
import { passLimit, perAddress, type HeldUp } from "./pass-limit.server.ts";
import { changedSince } from "./seen-review.server.ts";
import type { Sender } from "./sender.ts";
import { signInState } from "./sign-in-state.server.ts";
import { writeFiledMail } from "./write-filed-mail.server.ts";
import { writeFiling } from "./write-filing.server.ts";

export type SubmitOutcome =
  | NoJourney
  /** Something is not answered yet: there. */
  | Elsewhere
  /** Something that was right when it was saved is so no longer, nothing is taken now, or nobody has signed in as they must: the review tells. */
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
  /** Have answers sent to the mailbox of the account that the applicant signed in with. */
  readonly toMailbox?: boolean | undefined;
  /** File although something is missing, where the service allows it. */
  readonly inTime?: boolean;
  /** The portal as the applicant knows it. Without it nothing can be paid from here. */
  readonly origin?: string;
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
  const fees = filedFees(journey, language, words);
  const payment = await paymentState(portal, open, fees);
  if (!mayFileNow(open, payment)) return { kind: "review" };
  const { filings } = portal.config.limits;
  const held =
    sender && !passed
      ? await passLimit(portal, perAddress("filing", filings, sender), sender.pass)
      : undefined;
  if (held) return held;
  const { ars } = open.municipality;
  if (payment.needed && fees) {
    const { contact, toMailbox, origin = "" } = wishes;
    const inTime = wishes.inTime === true;
    const ordering = { language, fees, contact, toMailbox, inTime, origin };
    // Whoever files what was ordered before has paid; a payment that is not there is begun by its citizen alone.
    if (wishes.origin !== undefined) await orderPayment(portal, open, draft, ordering);
    return { kind: "payment" };
  }
  const { contact, toMailbox } = wishes;
  // What somebody has paid for is no test, whatever was switched since.
  const filing = payment.paid ? { ...open, test: false } : open;
  const document = freeze(portal, filing, { language, words, toMailbox }, payment.paid);
  const [keys, entry, mail] = await Promise.all([
    keyRingOf(portal, ars),
    // The log holds what an authority stands by.
    filing.test ? undefined : makeStatement(portal, document),
    contact && writeFiledMail(portal, filing, document, draft.ticket, contact),
  ]);
  const prepared = { opening: open.opening, draft, document, entry, keys, contact, mail };
  const isFiled = await writeFiling(portal, prepared);
  // Another press, another tab or another applicant came first: what it left is looked at anew. Each round one of them gets on.
  if (!isFiled)
    return submitInTurn(portal, visit, { language, words, wishes, sender, passed: true });
  countFiled(portal, filing, draft, sender);
  portal.log.info("submission.accepted", { reference: document.reference });
  return { kind: "filed", reference: document.reference };
}

function freeze(
  portal: Portal,
  { journey, municipality, draft, test }: OpenJourney,
  {
    language,
    words,
    toMailbox,
  }: Pick<Submitting, "language" | "words"> & Pick<Wishes, "toMailbox">,
  paid: PaymentRow | undefined,
): SubmissionDocument {
  const { level = "none", mailbox } = draft?.content.signedIn ?? {};
  const now = portal.clock();
  const { completeWithinDays: count } = journey.offering.service.description.processing ?? {};
  const answers = missingAnswers(journey, language, words);
  return buildDocument(journey, {
    reference: makeReference(randomBytes(16)),
    submittedAt: now.toISOString(),
    municipality: { ars: municipality.ars, name: shortName(municipality) },
    language,
    words,
    assuranceLevel: level,
    ...(toMailbox && mailbox !== undefined && { accountMailbox: mailbox }),
    ...(paid && { payment: filedPayment(paid) }),
    ...(test && { test }),
    ...(count !== undefined &&
      answers.length > 0 && {
        missing: { until: lastDayOf(dayOf(now), { count, unit: "days" }), answers },
      }),
  });
}
