import { untrustedMark, type ForwardingStatus } from "../../app/domain/forwarding.ts";
import type { Sql } from "../connect.ts";
import type { ForwardingRow } from "./forwardings.ts";

/** A delivery as lists show it: ids and states, nothing of its content. */
export type DeliveryRow = Pick<
  ForwardingRow,
  | "id"
  | "ars"
  | "submissionId"
  | "destinationId"
  | "adapter"
  | "role"
  | "kind"
  | "status"
  | "attempts"
  | "nextAttemptAt"
  | "lastError"
  | "problems"
  | "receiverReference"
  | "sentAt"
  | "createdAt"
  | "updatedAt"
> & {
  /** Null for a test delivery. */
  readonly reference: string | null;
  readonly serviceId: string | null;
  /** Of the destination; null: the inbox. */
  readonly destination: string | null;
  /** Sent, and whether it was taken cannot be found out, or could not for long. */
  readonly unconfirmed: boolean;
};

export interface DeliveryFilter {
  readonly statuses: readonly ForwardingStatus[];
  readonly destinationId?: string | undefined;
  readonly id?: string | undefined;
  /** What was sent before then and is not acknowledged is unconfirmed. */
  readonly unconfirmedBefore: Date;
  /** With what is unconfirmed, although its status is not asked for. */
  readonly withUnconfirmed?: boolean;
  readonly limit: number;
}

/** Of `forwardings f`: sent, and nobody asks any more, or the answer is not to be believed. */
export function isStuck(sql: Sql) {
  return sql`(f.status = 'sent' and (f.next_attempt_at is null or f.last_error like ${`${untrustedMark}%`}))`;
}

/** The same, and what was sent so long ago without an acknowledgement. */
function isUnconfirmed(sql: Sql, before: Date) {
  return sql`(${isStuck(sql)} or (f.status = 'sent' and greatest(f.sent_at, f.started_at) < ${before}))`;
}

/** Newest first; of the municipality of the transaction, or of all. The inbox is no delivery to look at. */
export async function listDeliveries(sql: Sql, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  return sql<DeliveryRow[]>`
    select f.id, f.ars, f.submission_id, f.destination_id, f.adapter, f.role, f.kind, f.status, f.attempts,
      f.next_attempt_at, f.last_error, f.problems, f.receiver_reference, f.sent_at, f.created_at, f.updated_at,
      s.reference, s.service_id, d.name as destination,
      ${isUnconfirmed(sql, filter.unconfirmedBefore)} as unconfirmed
    from forwardings f
    left join submissions s on s.id = f.submission_id
    left join destinations d on d.id = f.destination_id
    where f.adapter <> 'download-only' and (f.status = any(${[...filter.statuses]})
        or (${filter.withUnconfirmed === true} and ${isUnconfirmed(sql, filter.unconfirmedBefore)}))
      and (${filter.destinationId ?? null}::text is null or f.destination_id = ${filter.destinationId ?? null})
      and (${filter.id ?? null}::text is null or f.id = ${filter.id ?? null})
    order by f.updated_at desc, f.id limit ${filter.limit}`;
}

/** How many there are, by status, and how many of those that were sent are unconfirmed. */
export async function countDeliveries(
  sql: Sql,
  unconfirmedBefore: Date,
): Promise<{
  readonly byStatus: ReadonlyMap<ForwardingStatus, number>;
  readonly unconfirmed: number;
}> {
  const rows = await sql<{ status: ForwardingStatus; count: number; unconfirmed: number }[]>`
    select f.status, count(*)::int as count,
      count(*) filter (where ${isUnconfirmed(sql, unconfirmedBefore)})::int as unconfirmed
    from forwardings f where f.adapter <> 'download-only' group by f.status`;
  return {
    byStatus: new Map(rows.map(({ status, count }) => [status, count])),
    unconfirmed: rows.reduce((sum, row) => sum + row.unconfirmed, 0),
  };
}

/** Ids of what stands so in the municipality of the transaction, the oldest first. */
export async function listForwardingIds(
  sql: Sql,
  { statuses, limit }: Pick<DeliveryFilter, "statuses" | "limit">,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from forwardings where adapter <> 'download-only' and status = any(${[...statuses]})
    order by created_at, id limit ${limit}`;
  return rows.map(({ id }) => id);
}
