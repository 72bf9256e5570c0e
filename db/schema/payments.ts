import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { paymentStatuses } from "../../app/domain/payment.ts";
import { bytea, instant } from "./columns.ts";
import { submissions } from "./submissions.ts";

/** The payment service of a municipality, and what is paid there before filing. */
export const paymentSettings = pgTable("payment_settings", {
  ars: text("ars").primaryKey(),
  /** Where the service is and who the municipality is there, but for secrets. */
  options: jsonb("options").notNull(),
  /** The secret options as JSON, sealed with the municipality's data key; null where there are none. */
  secrets: bytea("secrets"),
  /** Ids of the services whose fees are paid before filing. */
  services: text("services").array().notNull(),
  /** What the accounts want with each position, by service and key. */
  booking: jsonb("booking").notNull().default({}),
  /** What the last check found, and when. */
  checked: jsonb("checked"),
  checkedAt: instant("checked_at"),
  updatedAt: instant("updated_at").notNull(),
});

/** An attempt to pay for an application. Holds no answer in the open. */
export const payments = pgTable(
  "payments",
  {
    /** Also the request's id at the payment service, so that one attempt makes one transaction. */
    id: text("id").primaryKey(),
    ars: text("ars").notNull(),
    /** The draft may be gone since; then the submission is named, or somebody has to see to the money. */
    draftId: text("draft_id").notNull(),
    submissionId: text("submission_id").references(() => submissions.id, { onDelete: "cascade" }),
    serviceId: text("service_id").notNull(),
    status: text("status", { enum: paymentStatuses }).notNull(),
    amountCents: integer("amount_cents").notNull(),
    currency: text("currency").notNull(),
    /** Of what is charged, so that a later change of the answers or of the table is noticed. */
    feesHash: text("fees_hash").notNull(),
    /** Under which address of the payment service its transactions lie. */
    transactionsUrl: text("transactions_url").notNull(),
    transactionId: text("transaction_id"),
    transactionReference: text("transaction_reference"),
    /** Where the citizen pays, as long as that is possible. */
    redirectUrl: text("redirect_url"),
    method: text("method"),
    methodDetail: text("method_detail"),
    /** What is to be filed once it is paid (`Order`), sealed with the municipality's data key; null once that is done. */
    sealed: bytea("sealed"),
    /** While a transaction is being made: until when nobody else may. */
    leasedUntil: instant("leased_until"),
    /** A code or a technical message. */
    lastError: text("last_error"),
    nextQuestionAt: instant("next_question_at"),
    startedAt: instant("started_at"),
    paidAt: instant("paid_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    // Whatever goes wrong above: one draft has one attempt that can be paid.
    uniqueIndex("payments_one_live")
      .on(table.draftId)
      .where(sql`${table.status} in ('due', 'starting', 'started', 'paid')`),
    index("payments_draft").on(table.draftId),
    index("payments_submission").on(table.submissionId),
    index("payments_questions")
      .on(table.nextQuestionAt)
      .where(sql`${table.nextQuestionAt} is not null`),
    index("payments_unfiled")
      .on(table.ars, table.updatedAt)
      .where(sql`${table.status} in ('paid', 'surplus')`),
  ],
);
