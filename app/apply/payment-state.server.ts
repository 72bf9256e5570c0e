import { createHash } from "node:crypto";
import { withMunicipality } from "#db/connect.ts";
import { findPaymentSettings } from "#db/queries/payment-settings.ts";
import { listPaymentsOfDraft, type PaymentRow } from "#db/queries/payments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { amountDue, isLive } from "../domain/payment.ts";
import { paymentMethods, type FiledFees, type Payment } from "../domain/submission.ts";
import { unpayable } from "../payment/wire.ts";
import type { OpenJourney } from "./open-journey.server.ts";

/** What is to be paid for an application before it is filed, and what was paid. */
export interface PaymentState {
  /** In cents; undefined where nothing is to be paid before filing. */
  readonly due: number | undefined;
  /** Newest first. */
  readonly attempts: readonly PaymentRow[];
  /** The attempt that is paid or can be. */
  readonly live: PaymentRow | undefined;
  readonly paid: PaymentRow | undefined;
  /** It must be paid, and is not. */
  readonly needed: boolean;
}

const nothing: PaymentState = {
  due: undefined,
  attempts: [],
  live: undefined,
  paid: undefined,
  needed: false,
};

/** Asks the database only where a service has fees at all. */
export async function paymentState(
  portal: Portal,
  { draft, journey, municipality, test }: OpenJourney,
  fees: FiledFees | undefined,
): Promise<PaymentState> {
  const { service } = journey.offering;
  if (!fees || !draft) return nothing;
  const [settings, attempts] = await withMunicipality(portal.database, municipality.ars, (sql) =>
    Promise.all([
      findPaymentSettings(sql, municipality.ars),
      listPaymentsOfDraft(sql, draft.row.id),
    ]),
  );
  // Nobody pays for a test.
  const isCharged = !test && settings?.services.includes(service.id) === true;
  const amount = isCharged ? amountDue(fees) : undefined;
  const due = amount !== undefined && unpayable(amount) ? undefined : amount;
  const live = attempts.find(({ status }) => isLive(status));
  const paid = live?.status === "paid" ? live : undefined;
  return { due, attempts, live, paid, needed: due !== undefined && !paid };
}

/** Whether it may be filed now. Who paid while it was open has done everything, also where it has closed since. */
export function mayFileNow(
  { opening: { state } }: Pick<OpenJourney, "opening">,
  { paid }: Pick<PaymentState, "paid">,
): boolean {
  return state.mayFile || (paid !== undefined && state.kind === "closed" && state.full !== true);
}

/** Whether a payment for the draft has begun, or is made. */
export async function isPaying(
  portal: Portal,
  { draft, journey, municipality }: OpenJourney,
): Promise<boolean> {
  if (!draft || !journey.offering.service.fees) return false;
  const attempts = await withMunicipality(portal.database, municipality.ars, (sql) =>
    listPaymentsOfDraft(sql, draft.row.id),
  );
  return attempts.some(({ status }) => isLive(status) && status !== "due");
}

/** Marks what is charged, whatever language it is told in. */
export function feesHashOf({ positions, total, currency }: FiledFees): string {
  const charged = positions.map(({ id, cents, single, count, item }) => [
    id,
    cents,
    single,
    count,
    item ?? null,
  ]);
  const content = JSON.stringify([currency, total, charged]);
  return createHash("sha256").update(content).digest("base64url").slice(0, 22);
}

/** A payment as it is filed. */
export function filedPayment(row: PaymentRow): Payment {
  const transactionId = row.transactionId ?? row.id;
  return {
    status: "paid",
    amountCents: row.amountCents,
    currency: "EUR",
    transactionId,
    transactionUrl: `${row.transactionsUrl}/${transactionId}`,
    ...(row.transactionReference !== null && { transactionReference: row.transactionReference }),
    ...(row.paidAt && { paidAt: row.paidAt.toISOString() }),
    method: paymentMethods.find((one) => one === row.method) ?? "OTHER",
    ...(row.methodDetail !== null && { methodDetail: row.methodDetail }),
  };
}
