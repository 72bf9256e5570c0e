import type { ForwardingStatus, LaneWidth } from "../../app/domain/forwarding.ts";
import type { Sql } from "../connect.ts";
import type { DestinationRow } from "./destinations.ts";
import type { ForwardingRow } from "./forwardings.ts";

/**
 * `claimed`: nobody else may go on with it until the lease ends. `later`: not before then. `none`: there is nothing to do, or
 * another process is at it, or somebody has to switch the destination on first.
 */
export type Claim =
  | {
      readonly kind: "claimed";
      readonly forwarding: ForwardingRow;
      /** Undefined: the inbox. */
      readonly destination: DestinationRow | undefined;
      /** What was kept of the application at the same destination, if this comes after it. */
      readonly application: { readonly id: string; readonly state: Buffer } | undefined;
    }
  | {
      readonly kind: "later";
      readonly id: string;
      readonly at: Date;
      readonly lanes: LaneWidth;
      readonly destinationId: string | null;
    }
  | { readonly kind: "none" };

export interface Lease {
  readonly id: string;
  readonly until: Date;
  readonly now: Date;
}

/** Seconds within which something counts as due. */
const slack = 2;

/**
 * Takes a delivery to work on it, in a transaction of its own. Deliveries of one submission to one destination go in the
 * order in which they were noted. A destination that has failed too often lets one of them through once its pause is over.
 */
export async function claimForwarding(sql: Sql, id: string, lease: Lease): Promise<Claim> {
  const { now } = lease;
  const [forwarding] = await sql<ForwardingRow[]>`
    select * from forwardings where id = ${id} and status in ('pending', 'sent') for update skip locked`;
  if (!forwarding) return { kind: "none" };
  const { submissionId, destinationId } = forwarding;
  const [destination] =
    destinationId === null
      ? []
      : await sql<DestinationRow[]>`select * from destinations where id = ${destinationId}`;
  if (destination && !destination.active) return { kind: "none" };
  // Noted in the row, so that of several jobs for one delivery only one comes again.
  const later = async (at: Date): Promise<Claim> => {
    await sql`update forwardings set next_attempt_at = ${at} where id = ${id}`;
    return { kind: "later", id, at, lanes: destination?.lanes ?? 1, destinationId };
  };
  const isAhead = (at: Date | null | undefined): at is Date =>
    at !== null && at !== undefined && at.getTime() > now.getTime() + slack * 1000;
  // Whoever holds it, or has set its time, has seen to it that it goes on.
  if (isAhead(forwarding.leasedUntil) || isAhead(forwarding.nextAttemptAt)) return { kind: "none" };
  const [before] = await sql<Pick<ForwardingRow, "id" | "status" | "state" | "nextAttemptAt">[]>`
    select id, status, state, next_attempt_at from forwardings
    where submission_id = ${submissionId} and destination_id = ${destinationId} and id <> ${id}
      and (created_at, id) < (${forwarding.createdAt}, ${id})
    order by status in ('pending', 'sent') desc, (kind = 'application') desc, created_at limit 1`;
  if (before && (before.status === "pending" || before.status === "sent")) {
    const soon = now.getTime() + 60_000;
    return later(new Date(Math.max(soon, before.nextAttemptAt?.getTime() ?? soon)));
  }
  if (destination?.openUntil) {
    if (isAhead(destination.openUntil)) return later(destination.openUntil);
    // One tries whether it is well again; the others wait for how that ends.
    const { count } = await sql`
      update destinations set open_until = ${lease.until} where id = ${destination.id}
        and open_until = ${destination.openUntil}`;
    if (count === 0) return later(lease.until);
  }
  if (destination && (await isFull(sql, destination, lease)))
    return later(new Date(now.getTime() + 3000 + Math.random() * 3000));
  const counts = forwarding.status === "pending" ? 1 : 0;
  const { unsettled } = forwarding;
  await sql`
    update forwardings set lease = ${lease.id}, leased_until = ${lease.until}, updated_at = ${now},
      attempts = attempts + ${counts}, unsettled = ${unsettled + 1},
      next_attempt_at = ${unsettled === 0 ? forwarding.nextAttemptAt : apart(lease.until, unsettled)}
    where id = ${id}`;
  return {
    kind: "claimed",
    forwarding: { ...forwarding, attempts: forwarding.attempts + counts },
    destination,
    application: before?.state ? { id: before.id, state: before.state } : undefined,
  };
}

/** Milliseconds without a renewal after which a lease takes no lane any more: its process is gone. */
const renewedWithin = 15_000;

/**
 * Whether a destination has as many under way as it stands, over all processes. The queue looks at that too, but two who fetch from
 * it at once both find room. Whoever comes next waits here until this one's transaction has ended.
 */
async function isFull(sql: Sql, { id, lanes }: DestinationRow, { until }: Lease): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${`lanes:${id}`}))`;
  const [row] = await sql<{ busy: number }[]>`
    select count(*)::int as busy from forwardings
    where destination_id = ${id} and leased_until > ${new Date(until.getTime() - renewedWithin)}`;
  return (row?.busy ?? 0) >= lanes;
}

/**
 * When to go on with what has not come to an end before, should it not do so again: apart from what was under way in the same
 * process, so that one which kills it does not take the same others along each time.
 */
function apart(until: Date, unsettled: number): Date {
  return new Date(until.getTime() + Math.random() * 60_000 * 2 ** Math.min(unsettled, 5));
}

/** Takes the delivery that is due longest at a destination and nobody is at: to send it, or to ask what became of it. */
export async function claimNextForwarding(
  sql: Sql,
  destinationId: string,
  lease: Lease,
): Promise<Claim> {
  const [next] = await sql<{ id: string }[]>`
    select id from forwardings where destination_id = ${destinationId} and status in ('pending', 'sent')
      and next_attempt_at <= ${lease.now} and (leased_until is null or leased_until < ${lease.now})
    order by next_attempt_at limit 1 for update skip locked`;
  return next ? claimForwarding(sql, next.id, lease) : { kind: "none" };
}

/** Holds a lease for longer, if it is still one's own. */
export async function renewLease(sql: Sql, id: string, lease: string, until: Date): Promise<void> {
  await sql`update forwardings set leased_until = ${until} where id = ${id} and lease = ${lease}`;
}

/** Keeps what the next attempt has to know. False where the lease is another's by now. */
export async function keepForwardingState(
  sql: Sql,
  id: string,
  lease: string,
  state: Buffer,
): Promise<boolean> {
  const { count } = await sql`
    update forwardings set state = ${state} where id = ${id} and lease = ${lease}`;
  return count > 0;
}

/** How an attempt ended. */
export interface Settlement {
  readonly id: string;
  readonly lease: string;
  readonly status: ForwardingStatus;
  /** When to go on; null where nothing more is to be done. */
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
  readonly problems: readonly unknown[] | null;
  readonly receiverReference: string | undefined;
  readonly at: Date;
  readonly attempt: {
    readonly took: number;
    readonly outcome: string;
    readonly exchanges: readonly unknown[];
  };
}

/** Writes how an attempt ended, and gives the lease back. False, and nothing written, where it is another's by now. */
export async function settleForwarding(sql: Sql, end: Settlement): Promise<boolean> {
  const { id, status, at, attempt } = end;
  const problems = end.problems === null ? null : sql.json(end.problems as never);
  const { count } = await sql`
    with settled as (
      update forwardings set status = ${status}, next_attempt_at = ${end.nextAttemptAt}, last_error = ${end.lastError},
        problems = ${problems}::jsonb, receiver_reference = coalesce(${end.receiverReference ?? null}, receiver_reference),
        sent_at = case when ${status} in ('sent', 'accepted') then coalesce(sent_at, ${at}) else sent_at end,
        lease = null, leased_until = null, unsettled = 0, updated_at = ${at}
      where id = ${id} and lease = ${end.lease} returning id, ars
    )
    insert into forwarding_attempts (forwarding_id, ars, at, took, outcome, reason, exchanges)
    select id, ars, ${at}, ${attempt.took}, ${attempt.outcome}, ${end.lastError},
      ${sql.json(attempt.exchanges as never)}::jsonb
    from settled`;
  return count > 0;
}

/**
 * A delivery was told to have failed after all, from outside of any attempt. The row as it was before; undefined, and nothing
 * written, where it had failed already.
 */
export async function rejectForwarding(
  sql: Sql,
  id: string,
  reason: string,
  at: Date,
): Promise<ForwardingRow | undefined> {
  const [before] = await sql<ForwardingRow[]>`
    select * from forwardings where id = ${id} and status in ('pending', 'sent', 'accepted') for update`;
  if (!before) return undefined;
  await sql`
    update forwardings set status = 'rejected', next_attempt_at = null, last_error = ${reason}, lease = null,
      leased_until = null, updated_at = ${at} where id = ${id}`;
  await sql`
    insert into forwarding_attempts (forwarding_id, ars, at, took, outcome, reason, exchanges)
    values (${id}, ${before.ars}, ${at}, 0, 'rejected', ${reason}, '[]'::jsonb)`;
  return before;
}

/**
 * Has a delivery tried anew from the start, as often as a fresh one. `evenSent`: also what the receiver may have already, as a
 * new one that knows nothing of what was sent. False where it is not at rest.
 */
export async function restartForwarding(
  sql: Sql,
  id: string,
  at: Date,
  evenSent = false,
): Promise<boolean> {
  const { count } = await sql`
    update forwardings set status = 'pending', attempts = 0, unsettled = 0, next_attempt_at = ${at}, started_at = ${at},
      problems = null, last_error = null, updated_at = ${at},
      rejected_state = case when status = 'rejected' then coalesce(state, rejected_state) else rejected_state end,
      state = case when status in ('rejected', 'sent') then null else state end,
      receiver_reference = case when status = 'sent' then null else receiver_reference end
    where id = ${id} and (status in ('rejected', 'abandoned')
      or (status = 'pending' or (${evenSent} and status = 'sent')) and (leased_until is null or leased_until < ${at}))`;
  return count > 0;
}

/** Has the receiver asked at once what became of a delivery. False where it is not sent, or somebody is at it. */
export async function hastenForwarding(sql: Sql, id: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update forwardings set next_attempt_at = ${at}, unsettled = 0
    where id = ${id} and status = 'sent' and (leased_until is null or leased_until < ${at})`;
  return count > 0;
}
