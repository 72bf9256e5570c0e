import type { PaymentRow } from "#db/queries/payments.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { changePayment, notePaymentTold, step } from "./change-payment.server.ts";
import { openOrder } from "./order.server.ts";
import { transactionsUrlOf } from "./options.ts";
import type { PaymentAccess } from "./settings.server.ts";
import { paymentRequest } from "./wire.ts";

/** `busy`: somebody else is at it. `unavailable`: the payment service does not answer, or refuses. */
export type Begun = { readonly kind: "payment"; readonly payment: PaymentRow } | Trouble;
interface Trouble {
  readonly kind: "busy" | "unavailable" | "gone";
}

/** Longer than a payment service is waited for, with its token and a second try. */
const leaseMs = 60_000;

/**
 * Asks for the transaction of an attempt, or for the one that there is although its answer was lost. However often and from
 * wherever it is called, one attempt has one transaction: all of them ask with the attempt's own id.
 */
export async function beginPayment(
  portal: Portal,
  { options, service, booking }: PaymentAccess,
  attempt: Pick<PaymentRow, "id" | "ars" | "draftId">,
): Promise<Begun> {
  // An object, because it is changed within the transaction.
  const turn = { mine: false };
  const row = await changePayment(portal, attempt, (found) => {
    const now = portal.clock();
    const isOpen = found.status === "due" || found.status === "starting";
    if (!isOpen || (found.leasedUntil && found.leasedUntil > now)) return undefined;
    turn.mine = true;
    return {
      ...step(found, { kind: "start" }),
      leasedUntil: new Date(now.getTime() + leaseMs),
      // Whatever is set up differently since: it is looked for where it was asked for first.
      ...(found.status === "due" && { transactionsUrl: transactionsUrlOf(options) }),
    };
  });
  if (!row?.sealed) return { kind: "gone" };
  if (!turn.mine)
    return row.status === "starting" ? { kind: "busy" } : { kind: "payment", payment: row };
  const { charge, returnUrl } = openOrder(await keyRingOf(portal, row.ars), row.id, row.sealed);
  const request = paymentRequest(charge, {
    id: row.id,
    at: portal.clock(),
    redirectUrl: returnUrl,
    bookingData: booking[row.serviceId],
  });
  const created = await service.create(request);
  if (created.kind === "transaction") return noted(portal, row, created.transaction);
  if (created.kind === "exists") {
    const asked = { requestId: row.id, cents: row.amountCents };
    const found = await service.find(row.transactionsUrl, row.id, asked);
    if (found.kind === "transaction") return noted(portal, row, found.transaction);
    if (found.kind === "unknown") return unavailable(portal, row, found.reason);
    const given = await changePayment(portal, row, (now) => ({
      ...step(now, { kind: "lost" }),
      leasedUntil: null,
      lastError: "PAYMENT_EXISTS",
    }));
    return given ? { kind: "payment", payment: given } : { kind: "gone" };
  }
  if (created.kind === "unknown") return unavailable(portal, row, created.reason);
  portal.log.warn("payment.refused", { payment: row.id, reason: created.code });
  await changePayment(portal, row, (now) => ({
    ...step(now, { kind: "refused" }),
    leasedUntil: null,
    lastError: created.code,
  }));
  return { kind: "unavailable" };
}

async function noted(
  portal: Portal,
  row: PaymentRow,
  transaction: Parameters<typeof notePaymentTold>[2],
): Promise<Begun> {
  const payment = await notePaymentTold(portal, row, transaction);
  return payment ? { kind: "payment", payment } : { kind: "gone" };
}

async function unavailable(portal: Portal, row: PaymentRow, reason: string): Promise<Trouble> {
  portal.log.warn("payment.unavailable", { payment: row.id, reason });
  await changePayment(portal, row, () => ({ leasedUntil: null, lastError: reason }));
  return { kind: "unavailable" };
}
