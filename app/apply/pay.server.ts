import type { PaymentRow } from "#db/queries/payments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { filedFees } from "../domain/fees/filed-fees.ts";
import type { Words } from "../domain/document.ts";
import type { FiledFees } from "../domain/submission.ts";
import type { PaymentStatus } from "../domain/payment.ts";
import type { Language } from "../i18n/languages.ts";
import { askPayment } from "../payment/ask-payment.server.ts";
import { beginPayment } from "../payment/begin-payment.server.ts";
import { paymentAccess } from "../payment/settings.server.ts";
import { wordsOf } from "../i18n/texts.server.ts";
import { filePaid } from "./file-paid.server.ts";
import {
  openJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { feesHashOf, paymentState } from "./payment-state.server.ts";

/** The payment of an application as its page shows it. */
export interface PaymentView {
  readonly kind: "payment";
  readonly open: OpenJourney;
  readonly fees: FiledFees;
  /** The newest attempt. */
  readonly payment: PaymentRow;
  /** What was begun is not about what is due now. */
  readonly differs: boolean;
}
/** `review`: nothing is ordered, or nothing is due; the review tells. */
type Elsewhere = NoJourney | { readonly kind: "review" };

/** The attempt at hand; whoever has not confirmed anything is sent to the review. */
export async function loadPayment(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
): Promise<PaymentView | Elsewhere> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const fees = filedFees(open.journey, language, words);
  const { attempts, live, due } = await paymentState(portal, open, fees);
  const payment = live ?? attempts[0];
  if (!fees || !payment || (due === undefined && !live)) return { kind: "review" };
  const differs = payment.feesHash !== feesHashOf(fees);
  return { kind: "payment", open, fees, payment, differs };
}

export type PayOutcome =
  | Elsewhere
  /** There it is paid. */
  | { readonly kind: "redirect"; readonly url: string }
  /** The page tells how it stands. */
  | { readonly kind: "stands" }
  /** Another tab is at it. */
  | { readonly kind: "busy" }
  /** The payment service does not answer, or takes nothing; nothing is lost. */
  | { readonly kind: "unavailable" };

/**
 * Goes to the payment service. What was begun is gone on with, and before anything new begins it is asked what became of it:
 * two tabs, two presses and the back button pay once.
 */
export async function startPayment(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
): Promise<PayOutcome> {
  const view = await loadPayment(portal, visit, language, words);
  if (view.kind !== "payment") return view;
  const { ars } = view.open.municipality;
  const access = await paymentAccess(portal, ars);
  if (!access) return { kind: "unavailable" };
  // What failed or was broken off is ordered anew on the review.
  if (!["due", "starting", "started"].includes(view.payment.status)) return { kind: "review" };
  const { attempts } = await paymentState(portal, view.open, view.fees);
  for (const other of attempts.filter(({ id }) => id !== view.payment.id)) {
    const { payment, isKnown } = await askPayment(portal, other, access);
    if (!isKnown) return { kind: "unavailable" };
    if (payment.status === "paid") return finish(portal, payment);
  }
  const { mayFile } = view.open.opening.state;
  if (view.payment.status === "started") {
    const { payment, isKnown } = await askPayment(portal, view.payment, access);
    if (!isKnown) return { kind: "unavailable" };
    return mayFile || payment.status === "paid" ? onwards(portal, payment) : { kind: "review" };
  }
  // Nothing is paid for what cannot be filed.
  if (!mayFile) return { kind: "review" };
  const begun = await beginPayment(portal, access, view.payment);
  switch (begun.kind) {
    case "payment":
      return onwards(portal, begun.payment);
    case "gone":
      return { kind: "review" };
    case "busy":
    case "unavailable":
      return { kind: begun.kind };
  }
}

/** Back from the payment service, by whatever address: only what it answers when asked counts. */
export async function returnFromPayment(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
): Promise<Exclude<PayOutcome, { kind: "redirect" }>> {
  const view = await loadPayment(portal, visit, language, words);
  if (view.kind !== "payment") return view;
  const { payment, isKnown } = await askPayment(portal, view.payment);
  if (payment.status === "paid") return finish(portal, payment);
  return isKnown ? { kind: "stands" } : { kind: "unavailable" };
}

async function onwards(portal: Portal, payment: PaymentRow): Promise<PayOutcome> {
  if (payment.status === "paid") return finish(portal, payment);
  if (payment.status === "started" && payment.redirectUrl !== null)
    return { kind: "redirect", url: payment.redirectUrl };
  return { kind: "stands" };
}

/** What is paid is filed at once, unless it is not any more as it was confirmed. */
async function finish(
  portal: Portal,
  payment: PaymentRow,
): Promise<Exclude<PayOutcome, { kind: "redirect" }>> {
  const outcome = await filePaid(portal, payment);
  return outcome?.kind === "filed" ? outcome : { kind: "review" };
}

/** Milliseconds after which the payment service is asked again for a page that waits. */
const patience = 8000;

/** How the newest attempt stands; `over` where it is not to be paid from here any more. Files nothing. */
export async function peekPayment(portal: Portal, visit: Visit): Promise<PaymentStatus | "over"> {
  const view = await loadPayment(portal, visit, "de", wordsOf("de"));
  if (view.kind !== "payment") return "over";
  const { payment } = view;
  const isFresh = portal.clock().getTime() - payment.updatedAt.getTime() < patience;
  if (payment.status !== "started" || isFresh) return payment.status;
  return (await askPayment(portal, payment)).payment.status;
}
