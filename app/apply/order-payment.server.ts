import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import {
  insertPayment,
  listPaymentsOfDraft,
  lockPayment,
  updatePayment,
  type PaymentRow,
} from "#db/queries/payments.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { isLive, mayBeginAnew } from "../domain/payment.ts";
import { shortName } from "../domain/municipality.ts";
import type { FiledFees } from "../domain/submission.ts";
import { textIn } from "../domain/text.ts";
import { languages, type Language } from "../i18n/languages.ts";
import { contactSchema, type Contact } from "../notification/contact.ts";
import { openOrder, sealOrder, type Order } from "../payment/order.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { writeTicket, type Draft } from "./draft.server.ts";
import type { OpenJourney } from "./open-journey.server.ts";
import { feesHashOf } from "./payment-state.server.ts";
import { reviewMarks } from "./seen-review.server.ts";

/** What was confirmed on the review: with this it is filed once it is paid, whoever learns of that first. */
export const orderedFilingSchema = z.strictObject({
  municipality: z.string(),
  service: z.string(),
  /** With it the portal opens the draft: the citizen hands it over by going on to the payment. */
  ticket: z.string(),
  language: z.enum(languages),
  seen: z.array(z.string()),
  inTime: z.boolean(),
  toMailbox: z.boolean().optional(),
  contact: contactSchema.optional(),
});
type OrderedFiling = z.infer<typeof orderedFilingSchema>;

/** What the order is made of, besides the journey. */
export interface Ordering {
  readonly language: Language;
  readonly fees: FiledFees;
  readonly contact: Contact | undefined;
  readonly inTime: boolean;
  readonly toMailbox: boolean | undefined;
  /** The portal as the citizen knows it. */
  readonly origin: string;
}

/**
 * Notes what is to be filed once it is paid. A draft has one attempt that can be paid: one that was begun stays as it is, and
 * what it is about is brought up to date.
 */
export async function orderPayment(
  portal: Portal,
  open: OpenJourney,
  draft: Draft,
  ordering: Ordering,
): Promise<void> {
  const keys = await keyRingOf(portal, open.municipality.ars);
  const order = orderOf(open, draft, ordering);
  const { fees } = ordering;
  const now = portal.clock();
  await withMunicipality(portal.database, open.municipality.ars, async (sql) => {
    const known = await listPaymentsOfDraft(sql, draft.row.id);
    const live = known.find(({ status }) => isLive(status));
    const locked = live && (await lockPayment(sql, live.id));
    if (locked && isLive(locked.status)) {
      const isBegun = locked.status !== "due";
      // The charge of what was begun stands at the payment service and stays as it was asked for.
      const charge =
        isBegun && locked.sealed ? openOrder(keys, locked.id, locked.sealed).charge : order.charge;
      await updatePayment(sql, {
        ...locked,
        sealed: sealOrder(keys, locked.id, { ...order, charge }),
        ...(!isBegun && { amountCents: fees.total, feesHash: feesHashOf(fees) }),
        updatedAt: now,
      });
      return;
    }
    if (!mayBeginAnew(known)) return;
    const id = randomId();
    await insertPayment(sql, {
      ...newAttempt(draft, now),
      id,
      amountCents: fees.total,
      feesHash: feesHashOf(fees),
      sealed: sealOrder(keys, id, order),
    });
  });
}

function orderOf(open: OpenJourney, draft: Draft, ordering: Ordering): Order {
  const { municipality, journey } = open;
  const { service } = journey.offering;
  const { language, fees, contact, inTime, toMailbox, origin } = ordering;
  const filing: OrderedFiling = {
    municipality: municipality.slug,
    service: service.id,
    ticket: writeTicket(draft.ticket),
    language,
    seen: [...reviewMarks(journey)],
    inTime,
    ...(toMailbox && { toMailbox }),
    ...(contact && { contact }),
  };
  const name = textIn(service.name, "de");
  return {
    charge: {
      purpose: name,
      description: `${name}, ${shortName(municipality)}`,
      // Without the item, which the citizen may have named.
      positions: fees.positions.map(({ id, label, cents }) => ({ id, label, cents })),
    },
    returnUrl: `${origin}/${municipality.slug}/${service.id}/bezahlen/zurueck`,
    filing,
  };
}

function newAttempt(draft: Draft, now: Date): Omit<PaymentRow, "id"> {
  return {
    ars: draft.row.ars,
    draftId: draft.row.id,
    submissionId: null,
    serviceId: draft.row.serviceId,
    status: "due",
    amountCents: 0,
    currency: "EUR",
    feesHash: "",
    transactionsUrl: "",
    transactionId: null,
    transactionReference: null,
    redirectUrl: null,
    method: null,
    methodDetail: null,
    sealed: null,
    leasedUntil: null,
    lastError: null,
    nextQuestionAt: null,
    startedAt: null,
    paidAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
