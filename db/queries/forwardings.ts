import type { DeliveryKind, DestinationRole, LaneWidth } from "../../app/domain/forwarding.ts";
import type { Sql } from "../connect.ts";
import type { forwardingAttempts, forwardings } from "../schema/forwardings.ts";

export type ForwardingRow = typeof forwardings.$inferSelect;
export type ForwardingAttemptRow = typeof forwardingAttempts.$inferSelect;

/** A way that a submission takes. */
export interface PlannedForwarding {
  readonly id: string;
  /** Null: the inbox. */
  readonly destinationId: string | null;
  /** How many deliveries may be under way there at once. */
  readonly lanes: LaneWidth;
}

/** Notes a delivery that is due at once. */
export async function insertForwarding(
  sql: Sql,
  row: Pick<ForwardingRow, "id" | "submissionId" | "ars" | "destinationId" | "adapter"> & {
    readonly role: DestinationRole;
    readonly kind: DeliveryKind;
    /** Of a test delivery: for which service it is sent. */
    readonly serviceId?: string;
    readonly sealed?: Buffer;
    readonly at: Date;
  },
): Promise<void> {
  await sql`insert into forwardings ${sql({
    id: row.id,
    submission_id: row.submissionId,
    ars: row.ars,
    destination_id: row.destinationId,
    role: row.role,
    kind: row.kind,
    service_id: row.serviceId ?? null,
    adapter: row.adapter,
    status: "pending",
    attempts: 0,
    next_attempt_at: row.at,
    sealed: row.sealed ?? null,
    started_at: row.at,
    created_at: row.at,
    updated_at: row.at,
  })}`;
}

/**
 * Notes for a submission one delivery to each destination of its offering that has such a role, or one to the inbox where
 * no primary one is named and `inbox` is the adapter for it. None where there is no such submission.
 */
export async function planForwardings(
  sql: Sql,
  plan: {
    readonly submissionId: string;
    readonly ars: string;
    readonly serviceId: string;
    readonly kind: DeliveryKind;
    readonly roles: readonly DestinationRole[];
    readonly inbox: string | null;
    readonly at: Date;
  },
): Promise<PlannedForwarding[]> {
  const { submissionId, ars, serviceId, kind, roles, inbox, at } = plan;
  return sql<PlannedForwarding[]>`
    with way as (
      select o.destination_id, o.role, d.adapter, d.lanes
      from offering_destinations o join destinations d on d.id = o.destination_id
      where o.ars = ${ars} and o.service_id = ${serviceId} and o.role = any(${[...roles]})
      union all
      select null, 'primary', ${inbox}, 1
      where ${inbox}::text is not null and not exists (
        select from offering_destinations
        where ars = ${ars} and service_id = ${serviceId} and role = 'primary')
    ), planned as (
      insert into forwardings (id, submission_id, ars, destination_id, role, kind, adapter, status, attempts,
        next_attempt_at, started_at, created_at, updated_at)
      select replace(gen_random_uuid()::text, '-', ''), ${submissionId}, ${ars}, destination_id, role, ${kind}, adapter,
        'pending', 0, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      from way where exists (select from submissions where id = ${submissionId} and not test) returning id, destination_id
    )
    select planned.id, planned.destination_id, way.lanes
    from planned join way on way.destination_id is not distinct from planned.destination_id`;
}

export async function findForwarding(sql: Sql, id: string): Promise<ForwardingRow | undefined> {
  const [row] = await sql<ForwardingRow[]>`select * from forwardings where id = ${id}`;
  return row;
}

/** Oldest first. */
export async function listForwardingsOfSubmission(
  sql: Sql,
  submissionId: string,
): Promise<ForwardingRow[]> {
  return sql<ForwardingRow[]>`
    select * from forwardings where submission_id = ${submissionId} order by created_at, id`;
}

/** The same of several submissions at once. */
export async function listForwardingsOfSubmissions(
  sql: Sql,
  submissionIds: readonly string[],
): Promise<ForwardingRow[]> {
  return sql<ForwardingRow[]>`
    select * from forwardings where submission_id = any(${[...submissionIds]}) order by created_at, id`;
}

/** Newest first. */
export async function listAttempts(
  sql: Sql,
  forwardingId: string,
  limit: number,
): Promise<ForwardingAttemptRow[]> {
  const rows = await sql<(Omit<ForwardingAttemptRow, "id"> & { id: string })[]>`
    select * from forwarding_attempts where forwarding_id = ${forwardingId} order by id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** Those that are due although no job may know of them any more: what a killed worker left behind. Needs the ARS `"*"`. */
export async function listOverdueForwardings(
  sql: Sql,
  before: Date,
  limit: number,
): Promise<
  (Pick<ForwardingRow, "id" | "ars" | "destinationId"> & { readonly lanes: LaneWidth })[]
> {
  return sql`
    select f.id, f.ars, f.destination_id, coalesce(d.lanes, 1) as lanes
    from forwardings f left join destinations d on d.id = f.destination_id
    where f.status in ('pending', 'sent') and f.next_attempt_at < ${before}
      and (f.leased_until is null or f.leased_until < ${before})
      and (d.id is null or (d.active and (d.open_until is null or d.open_until < ${before})))
    order by f.next_attempt_at limit ${limit}`;
}

/** Makes deliveries due at once of which a receiver says that there is news, by the ids that it gave them. */
export async function wakeForwardings(
  sql: Sql,
  destinationId: string,
  receiverReferences: readonly string[],
  at: Date,
): Promise<
  (Pick<ForwardingRow, "id" | "ars" | "destinationId"> & { readonly lanes: LaneWidth })[]
> {
  return sql`
    with woken as (
      update forwardings set next_attempt_at = least(next_attempt_at, ${at}), updated_at = ${at}
      where id in (
        select id from forwardings
        where destination_id = ${destinationId} and receiver_reference = any(${[...receiverReferences]})
          and status = 'sent'
        order by id for update)
      returning id, ars, destination_id
    )
    select w.id, w.ars, w.destination_id, d.lanes from woken w join destinations d on d.id = w.destination_id`;
}

/**
 * Makes due now what waits for a destination; the ids. What somebody is at is left out, and rows are locked in one order: two of these
 * at once wait for each other instead of in a circle.
 */
export async function hastenForwardings(
  sql: Sql,
  destinationId: string,
  now: Date,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update forwardings set next_attempt_at = ${now}
    where id in (
      select id from forwardings where destination_id = ${destinationId} and status in ('pending', 'sent')
      order by id for update skip locked)
    returning id`;
  return rows.map(({ id }) => id);
}
