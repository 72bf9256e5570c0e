import type { ForwardingStatus } from "../../app/domain/forwarding.ts";
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
};

export interface DeliveryFilter {
  readonly statuses: readonly ForwardingStatus[];
  readonly destinationId?: string | undefined;
  readonly id?: string | undefined;
  /** Only what was sent before then and not acknowledged. */
  readonly sentBefore?: Date | undefined;
  readonly limit: number;
}

/** Newest first; of the municipality of the transaction, or of all. The inbox is no delivery to look at. */
export async function listDeliveries(sql: Sql, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  return sql<DeliveryRow[]>`
    select f.id, f.ars, f.submission_id, f.destination_id, f.adapter, f.role, f.kind, f.status, f.attempts,
      f.next_attempt_at, f.last_error, f.problems, f.receiver_reference, f.sent_at, f.created_at, f.updated_at,
      s.reference, s.service_id, d.name as destination
    from forwardings f
    left join submissions s on s.id = f.submission_id
    left join destinations d on d.id = f.destination_id
    where f.adapter <> 'download-only' and f.status = any(${[...filter.statuses]})
      and (${filter.destinationId ?? null}::text is null or f.destination_id = ${filter.destinationId ?? null})
      and (${filter.id ?? null}::text is null or f.id = ${filter.id ?? null})
      and (${filter.sentBefore ?? null}::timestamptz is null or f.sent_at < ${filter.sentBefore ?? null})
    order by f.updated_at desc, f.id limit ${filter.limit}`;
}

/** How many there are, by status. */
export async function countDeliveries(sql: Sql): Promise<ReadonlyMap<ForwardingStatus, number>> {
  const rows = await sql<{ status: ForwardingStatus; count: number }[]>`
    select status, count(*)::int as count from forwardings where adapter <> 'download-only' group by status`;
  return new Map(rows.map(({ status, count }) => [status, count]));
}
