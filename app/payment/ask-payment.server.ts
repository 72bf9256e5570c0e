import type { PaymentRow } from "#db/queries/payments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isOverdue, nextQuestion } from "../domain/payment.ts";
import { changePayment, notePaymentTold, step } from "./change-payment.server.ts";
import { paymentAccess, type PaymentAccess } from "./settings.server.ts";

/**
 * Asks the payment service what became of an attempt and writes it down; returns the attempt as it is then. `isKnown`: the
 * service answered. Only this tells whether something is paid: that somebody comes back from there tells nothing.
 */
export async function askPayment(
  portal: Portal,
  row: PaymentRow,
  given?: PaymentAccess,
): Promise<{ readonly payment: PaymentRow; readonly isKnown: boolean }> {
  const { transactionId, status } = row;
  if (transactionId === null || status === "paid" || status === "surplus")
    return { payment: row, isKnown: true };
  const access = given ?? (await paymentAccess(portal, row.ars));
  const asked = { requestId: row.id, cents: row.amountCents };
  const told = access
    ? await access.service.find(row.transactionsUrl, transactionId, asked)
    : ({ kind: "unknown", reason: "no payment service" } as const);
  if (told.kind === "transaction") {
    const noted = (await notePaymentTold(portal, row, told.transaction)) ?? row;
    return { payment: await expire(portal, noted), isKnown: true };
  }
  const reason = told.kind === "absent" ? "absent" : told.reason;
  portal.log.warn("payment.unknown", { payment: row.id, reason });
  const now = portal.clock();
  const changed = await changePayment(portal, row, (found) => ({
    lastError: reason,
    nextQuestionAt: nextQuestion(found.status, found.startedAt, now) ?? null,
  }));
  const payment = changed ?? row;
  // While nobody knows, it may be paid this minute.
  return {
    payment: told.kind === "absent" ? await expire(portal, payment) : payment,
    isKnown: false,
  };
}

async function expire(portal: Portal, row: PaymentRow): Promise<PaymentRow> {
  if (row.status !== "started" || !row.startedAt || !isOverdue(row.startedAt, portal.clock()))
    return row;
  return (await changePayment(portal, row, (now) => step(now, { kind: "overdue" }))) ?? row;
}
