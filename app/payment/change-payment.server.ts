import { withMunicipality, type Sql } from "#db/connect.ts";
import { keepDraft } from "#db/queries/drafts.ts";
import {
  listPaymentsOfDraft,
  lockPayment,
  updatePayment,
  type PaymentRow,
} from "#db/queries/payments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { isLive, nextPaymentStatus, nextQuestion, type PaymentEvent } from "../domain/payment.ts";
import type { Transaction } from "./wire.ts";

type Parts = Pick<Portal, "clock" | "database" | "log">;
type Change = (row: PaymentRow) => Partial<PaymentRow> | undefined;

/** Days for which a draft is kept after somebody began to pay, or has paid. */
const keptDays = 30;

/**
 * Changes an attempt while nobody else does; returns it as it is then. `change` says what else is written, or undefined:
 * nothing. Undefined where there is none.
 */
export async function changePayment(
  portal: Parts,
  { id, ars }: Pick<PaymentRow, "id" | "ars">,
  change: Change,
): Promise<PaymentRow | undefined> {
  return withMunicipality(portal.database, ars, async (sql) => {
    const row = await lockPayment(sql, id);
    const changes = row && change(row);
    return row && changes ? writePayment(portal, sql, row, changes) : row;
  });
}

async function writePayment(
  portal: Parts,
  sql: Sql,
  before: PaymentRow,
  changes: Partial<PaymentRow>,
): Promise<PaymentRow> {
  const now = portal.clock();
  const row = { ...before, ...changes, updatedAt: now };
  const isNew = row.status !== before.status;
  if (isNew) {
    row.nextQuestionAt =
      // What is paid is filed at once, by whoever learns of it first.
      row.status === "paid" ? now : (nextQuestion(row.status, row.startedAt, now) ?? null);
    const { id, status, amountCents } = row;
    portal.log.info(`payment.${status}`, { payment: id, cents: amountCents });
  }
  await updatePayment(sql, row);
  if (isNew && ["starting", "started", "paid"].includes(row.status))
    await keepDraft(sql, row.draftId, new Date(now.getTime() + keptDays * 86_400_000));
  return row;
}

/** What an event makes of an attempt. */
export function step(row: PaymentRow, event: PaymentEvent): Pick<PaymentRow, "status"> {
  return { status: nextPaymentStatus(row.status, event) };
}

/**
 * Writes what the payment service told. Where an attempt is paid that was given up, the one that has begun since is closed
 * before it can be paid too.
 */
export async function notePaymentTold(
  portal: Parts,
  { id, ars, draftId }: Pick<PaymentRow, "id" | "ars" | "draftId">,
  transaction: Transaction,
): Promise<PaymentRow | undefined> {
  return withMunicipality(portal.database, ars, async (sql) => {
    const found = await lockPayment(sql, id);
    if (!found) return undefined;
    const row = { ...found, ...step(found, { kind: "created" }) };
    const others = (await listPaymentsOfDraft(sql, draftId)).filter((one) => one.id !== id);
    // What was filed before without it did not need it.
    const otherPaid = found.submissionId !== null || others.some(({ status }) => status === "paid");
    const event = { kind: "told", status: transaction.status, otherPaid } as const;
    const told = { ...row, ...step(row, event) };
    if (told.status === "paid" && found.status !== "paid") {
      for (const other of others.filter(({ status }) => isLive(status))) {
        const locked = await lockPayment(sql, other.id);
        if (locked) await writePayment(portal, sql, locked, step(locked, { kind: "superseded" }));
      }
    }
    const isPaid = told.status === "paid" || told.status === "surplus";
    const now = portal.clock();
    return writePayment(portal, sql, found, {
      status: told.status,
      transactionId: transaction.id,
      transactionReference: transaction.reference ?? found.transactionReference,
      redirectUrl: isPaid ? null : (transaction.redirectUrl ?? found.redirectUrl),
      leasedUntil: null,
      lastError: null,
      startedAt: found.startedAt ?? now,
      ...(isPaid &&
        !found.paidAt && {
          paidAt: transaction.paidAt ?? now,
          method: transaction.method,
          methodDetail: transaction.methodDetail ?? null,
        }),
      ...(told.status === found.status && {
        nextQuestionAt: nextQuestion(found.status, found.startedAt, now) ?? found.nextQuestionAt,
      }),
    });
  });
}
