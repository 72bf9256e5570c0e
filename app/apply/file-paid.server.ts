import { withMunicipality } from "#db/connect.ts";
import { keepDraft } from "#db/queries/drafts.ts";
import { forgetOrders, listPaymentsToSettle, type PaymentRow } from "#db/queries/payments.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { wordsOf } from "../i18n/texts.server.ts";
import { askPayment } from "../payment/ask-payment.server.ts";
import { changePayment } from "../payment/change-payment.server.ts";
import { openOrder } from "../payment/order.server.ts";
import { readTicket } from "./draft.server.ts";
import { orderedFilingSchema } from "./order-payment.server.ts";
import { submit, type SubmitOutcome } from "./submit.server.ts";

/** Of one round. */
const limit = 200;
const hour = 3_600_000;
const day = 24 * hour;
const keptDays = 30;

/**
 * Files what is paid, as it was confirmed before paying. Undefined where there is nothing to file by; any outcome but `filed`
 * leaves the draft to its citizen, who finds there that it is paid.
 */
export async function filePaid(
  portal: Portal,
  row: PaymentRow,
): Promise<SubmitOutcome | undefined> {
  if (row.status !== "paid" || !row.sealed) return undefined;
  const { filing } = openOrder(await keyRingOf(portal, row.ars), row.id, row.sealed);
  const { municipality, service, ticket, language, seen, inTime, toMailbox, contact } =
    orderedFilingSchema.parse(filing);
  const visit = { municipality, service, ticket: readTicket(ticket) };
  const wishes = { seen, inTime, toMailbox, contact };
  return submit(portal, visit, language, wordsOf(language), wishes);
}

/**
 * Asks what became of payments that nobody came back from, and files what is paid. Returns how many were filed. Any number of
 * processes may: each of it happens once.
 */
export async function settlePayments(portal: Portal): Promise<number> {
  const now = portal.clock();
  const rows = await withMunicipality(portal.database, "*", async (sql) => {
    await forgetOrders(sql, new Date(now.getTime() - day));
    return listPaymentsToSettle(sql, now, limit);
  });
  let filed = 0;
  for (const row of rows) {
    try {
      if (await settle(portal, row)) filed += 1;
    } catch (error) {
      // One that cannot be settled keeps nobody else waiting.
      const reason = error instanceof Error ? error.name : "failed";
      portal.log.error("payment.unsettled", { payment: row.id, reason });
      await postpone(portal, row, reason);
    }
  }
  return filed;
}

async function settle(portal: Portal, row: PaymentRow): Promise<boolean> {
  const { payment } = await askPayment(portal, row);
  if (payment.status !== "paid" || payment.submissionId !== null) return false;
  const outcome = await filePaid(portal, payment);
  if (outcome?.kind === "filed") return true;
  await postpone(portal, payment, outcome?.kind ?? "noOrder");
  return false;
}

/** It waits for its citizen, and the draft with it. */
async function postpone(portal: Portal, row: PaymentRow, reason: string): Promise<void> {
  const now = portal.clock();
  await changePayment(portal, row, () => ({
    lastError: reason,
    nextQuestionAt: new Date(now.getTime() + hour),
  }));
  await withMunicipality(portal.database, row.ars, (sql) =>
    keepDraft(sql, row.draftId, new Date(now.getTime() + keptDays * day)),
  );
}
