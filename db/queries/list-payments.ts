import type { PaymentStatus } from "../../app/domain/payment.ts";
import type { Sql } from "../connect.ts";
import type { PaymentRow } from "./payments.ts";

/** An attempt to pay as lists show it: ids and states. What is to be filed, and where it is paid, stay out of it. */
export type ListedPaymentRow = Pick<
  PaymentRow,
  | "id"
  | "ars"
  | "serviceId"
  | "status"
  | "amountCents"
  | "currency"
  | "transactionId"
  | "transactionReference"
  | "method"
  | "lastError"
  | "nextQuestionAt"
  | "startedAt"
  | "paidAt"
  | "createdAt"
  | "updatedAt"
> & {
  /** Of what was filed with it, or without it; null: nothing was. */
  readonly reference: string | null;
  /** Money that somebody has to see to. */
  readonly stranded: boolean;
};

export interface PaymentFilter {
  readonly statuses: readonly PaymentStatus[];
  readonly strandedOnly: boolean;
  /** What was paid up to then and is not filed is stranded. */
  readonly strandedBefore: Date;
  readonly id?: string | undefined;
  readonly limit: number;
}

/** Newest first; of the municipality of the transaction, or of all. */
export async function listPayments(sql: Sql, filter: PaymentFilter): Promise<ListedPaymentRow[]> {
  return sql<ListedPaymentRow[]>`
    select * from (
      select p.id, p.ars, p.service_id, p.status, p.amount_cents, p.currency, p.transaction_id, p.transaction_reference,
        p.method, p.last_error, p.next_question_at, p.started_at, p.paid_at, p.created_at, p.updated_at, s.reference,
        (p.status = 'surplus' or (p.status = 'paid' and p.submission_id is null
          and p.updated_at <= ${filter.strandedBefore})) as stranded
      from payments p left join submissions s on s.id = p.submission_id
    ) listed
    where status = any(${[...filter.statuses]}) and (stranded or not ${filter.strandedOnly})
      and (${filter.id ?? null}::text is null or id = ${filter.id ?? null})
    order by updated_at desc, id limit ${filter.limit}`;
}
