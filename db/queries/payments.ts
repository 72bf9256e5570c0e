import type { Sql } from "../connect.ts";
import type { payments } from "../schema/payments.ts";

export type PaymentRow = typeof payments.$inferSelect;

/** Puts an attempt that nothing has begun of yet. False where the draft has a live one. */
export async function insertPayment(sql: Sql, payment: PaymentRow): Promise<boolean> {
  const { count } = await sql`
    insert into payments ${sql({
      id: payment.id,
      ars: payment.ars,
      draft_id: payment.draftId,
      submission_id: payment.submissionId,
      service_id: payment.serviceId,
      status: payment.status,
      amount_cents: payment.amountCents,
      currency: payment.currency,
      fees_hash: payment.feesHash,
      transactions_url: payment.transactionsUrl,
      sealed: payment.sealed,
      created_at: payment.createdAt,
      updated_at: payment.updatedAt,
    })}
    on conflict (draft_id) where status in ('due', 'starting', 'started', 'paid') do nothing`;
  return count > 0;
}

/** The attempts of a draft, newest first. */
export async function listPaymentsOfDraft(sql: Sql, draftId: string): Promise<PaymentRow[]> {
  return sql<PaymentRow[]>`
    select * from payments where draft_id = ${draftId} order by created_at desc, id desc`;
}

/** What was paid for a submission. */
export async function findPaidPayment(
  sql: Sql,
  submissionId: string,
): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`
    select * from payments where submission_id = ${submissionId} and status = 'paid'`;
  return row;
}

/** An attempt, which nobody else changes until the transaction ends. */
export async function lockPayment(sql: Sql, id: string): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`select * from payments where id = ${id} for update`;
  return row;
}

type Changeable = Omit<
  PaymentRow,
  "id" | "ars" | "draftId" | "submissionId" | "serviceId" | "createdAt"
>;

/** Writes what may change of an attempt that is locked. */
export async function updatePayment(
  sql: Sql,
  { id, ...row }: Changeable & Pick<PaymentRow, "id">,
): Promise<void> {
  await sql`
    update payments set ${sql({
      status: row.status,
      amount_cents: row.amountCents,
      currency: row.currency,
      fees_hash: row.feesHash,
      transactions_url: row.transactionsUrl,
      transaction_id: row.transactionId,
      transaction_reference: row.transactionReference,
      redirect_url: row.redirectUrl,
      method: row.method,
      method_detail: row.methodDetail,
      sealed: row.sealed,
      leased_until: row.leasedUntil,
      last_error: row.lastError,
      next_question_at: row.nextQuestionAt,
      started_at: row.startedAt,
      paid_at: row.paidAt,
      updated_at: row.updatedAt,
    })} where id = ${id}`;
}

/**
 * Hands the attempts of a draft over to its submission; what was to be filed is filed. Returns how many of them are paid.
 */
export async function givePaymentsToSubmission(
  sql: Sql,
  draftId: string,
  submissionId: string,
): Promise<number> {
  const rows = await sql<{ status: string }[]>`
    update payments set submission_id = ${submissionId}, sealed = null
    where draft_id = ${draftId} and submission_id is null returning status`;
  return rows.filter(({ status }) => status === "paid").length;
}

/** Attempts of which the payment service is to be asked by now, and those that are paid and not filed; longest waiting first. */
export async function listPaymentsToSettle(
  sql: Sql,
  now: Date,
  limit: number,
): Promise<PaymentRow[]> {
  return sql<PaymentRow[]>`
    select * from payments where next_question_at <= ${now}
    order by next_question_at limit ${limit}`;
}

/** Money that somebody has to see to: paid for nothing that was filed since then, or paid twice. Newest first. */
export async function listStrandedPayments(sql: Sql, before: Date): Promise<PaymentRow[]> {
  return sql<PaymentRow[]>`
    select * from payments where status = 'surplus'
      or (status = 'paid' and submission_id is null and updated_at <= ${before})
    order by updated_at desc limit 100`;
}

/** Forgets what was to be filed by attempts that came to nothing. */
export async function forgetOrders(sql: Sql, before: Date): Promise<void> {
  await sql`
    update payments set sealed = null where sealed is not null and updated_at <= ${before}
      and (status in ('failed', 'cancelled', 'expired', 'surplus')
        or not exists (select 1 from drafts where drafts.id = payments.draft_id))`;
}
