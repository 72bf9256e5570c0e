import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listPayments as list, type ListedPaymentRow } from "#db/queries/list-payments.ts";
import { lockPayment } from "#db/queries/payments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { paymentStatuses, type PaymentStatus } from "../domain/payment.ts";
import { askPayment } from "../payment/ask-payment.server.ts";
import { scopeOf } from "./find-municipality.server.ts";
import { commandLineActor } from "./operator.ts";

/** Which attempts to pay are meant. */
export interface PaymentQuery {
  /** ARS, AGS or slug; all municipalities where absent. */
  readonly municipality?: string | undefined;
  readonly statuses: readonly PaymentStatus[];
  /** Only money that belongs to nothing that was filed, or came twice. */
  readonly stranded: boolean;
  readonly limit: number;
}

const hour = 3_600_000;

function strandedBefore(portal: Portal): Date {
  return new Date(portal.clock().getTime() - hour);
}

/** Attempts to pay, newest first, without anything about a person. Undefined: no such municipality. */
export async function listPayments(
  portal: Portal,
  { municipality, statuses, stranded, limit }: PaymentQuery,
): Promise<readonly ListedPaymentRow[] | undefined> {
  const scope = await scopeOf(portal, municipality);
  if (scope === undefined) return undefined;
  return withMunicipality(portal.database, scope, (sql) =>
    list(sql, {
      statuses,
      strandedOnly: stranded,
      strandedBefore: strandedBefore(portal),
      limit,
    }),
  );
}

export async function findPayment(
  portal: Portal,
  id: string,
): Promise<ListedPaymentRow | undefined> {
  const [row] = await withMunicipality(portal.database, "*", (sql) =>
    list(sql, {
      statuses: paymentStatuses,
      strandedOnly: false,
      strandedBefore: strandedBefore(portal),
      id,
      limit: 1,
    }),
  );
  return row;
}

/**
 * `unanswered`: the payment service did not answer, or does not know it. `notBegun`: there is no transaction to ask for.
 * `settled`: it is paid, and nothing can change that.
 */
export type AskedPayment =
  | { readonly kind: "unknown"; readonly id: string }
  | {
      readonly kind: "answered" | "unanswered" | "notBegun" | "settled";
      readonly id: string;
      readonly before: PaymentStatus;
      readonly status: PaymentStatus;
      readonly reason: string | null;
    };

/** Asks the payment service now what became of an attempt, whenever its turn would be. Files nothing. */
export async function askPaymentAnew(portal: Portal, id: string): Promise<AskedPayment> {
  const row = await withMunicipality(portal.database, "*", (sql) => lockPayment(sql, id));
  if (!row) return { kind: "unknown", id };
  const { status: before } = row;
  const stays = { id, before, status: before, reason: row.lastError };
  if (before === "paid" || before === "surplus") return { kind: "settled", ...stays };
  if (row.transactionId === null) return { kind: "notBegun", ...stays };
  const { payment, isKnown } = await askPayment(portal, row);
  const { status, lastError: reason } = payment;
  await withMunicipality(portal.database, row.ars, (sql) =>
    insertAuditEntry(sql, {
      at: portal.clock(),
      ars: row.ars,
      actor: commandLineActor,
      action: "payment.asked",
      subject: id,
      details: { before, status },
    }),
  );
  return { kind: isKnown ? "answered" : "unanswered", id, before, status, reason };
}
