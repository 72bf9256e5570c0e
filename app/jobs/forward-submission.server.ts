import { withMunicipality, type Sql } from "#db/connect.ts";
import type { JobData } from "#db/job-queue.ts";
import {
  countDestinationFailure,
  markDestinationWell,
  pauseDestination,
} from "#db/queries/destination-health.ts";
import { settleForwarding } from "#db/queries/forwarding-lease.ts";
import type { ForwardingRow } from "#db/queries/forwardings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import {
  askAgainAfter,
  hasDiedTooOften,
  isHopeless,
  openFor,
  retryAfter,
  type ForwardingStatus,
} from "../domain/forwarding.ts";
import type { ForwardingResult } from "../forwarding/adapter.server.ts";
import { attempt, type Attempt } from "../forwarding/attempt.server.ts";
import { arrivalOf, countArrival, type Arrival } from "./count-arrival.server.ts";
import { enqueueForwarding } from "../forwarding/outbox.server.ts";
import { tellStatus } from "../forwarding/tell-status.server.ts";

/** Seconds for which one job goes on with what else is due at its destination: no pause in between for the queue. */
const drainSeconds = 60;

/**
 * Brings a submission to a destination, or learns what became of it there; and as long as that goes well, whatever else is due
 * at the same destination.
 */
export async function forwardSubmission(
  portal: Portal,
  { forwardingId, ars }: JobData["forward-submission"],
): Promise<void> {
  const end = performance.now() + drainSeconds * 1000;
  let went = await forwardOne(portal, { id: forwardingId }, ars);
  while (went !== undefined && performance.now() < end)
    went = await forwardOne(portal, { destinationId: went }, ars);
}

/** One attempt. The destination at which it went well; undefined: there is no reason to go on. */
async function forwardOne(
  portal: Portal,
  which: Parameters<typeof attempt>[1],
  ars: string,
): Promise<string | undefined> {
  const outcome = await attempt(portal, which, ars);
  if (!outcome) return undefined;
  if (outcome.kind === "waits") {
    const { id, at, lanes, destinationId } = outcome;
    await withMunicipality(portal.database, ars, (sql) =>
      enqueueForwarding(portal, sql, ars, { id, lanes, destinationId }, at),
    );
    return undefined;
  }
  await settle(portal, outcome);
  return outcome.result.kind === "retry" ? undefined : outcome.claimed.destination?.id;
}

/** How it goes on. */
interface Next {
  readonly status: ForwardingStatus;
  readonly at: Date | null;
}

function nextOf(result: ForwardingResult, forwarding: ForwardingRow, now: Date): Next {
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  const secondsOfSent = (): number =>
    askAgainAfter((now.getTime() - (forwarding.sentAt ?? now).getTime()) / 1000);
  switch (result.kind) {
    case "accepted":
    case "rejected":
      return { status: result.kind, at: null };
    case "sent":
      return { status: "sent", at: after(result.askAfterSeconds ?? secondsOfSent()) };
    case "retry": {
      const { attempts, startedAt, status, unsettled } = forwarding;
      const wait = result.afterSeconds ?? 0;
      // Nothing was tried: it stays as it is until somebody sees to it.
      if (hasDiedTooOften(unsettled))
        return { status: status === "sent" ? status : "abandoned", at: null };
      // What is sent is not given up: the receiver has it, and only cannot be asked.
      if (status === "sent") return { status, at: after(Math.max(wait, secondsOfSent())) };
      if (isHopeless(attempts, startedAt, now)) return { status: "abandoned", at: null };
      const seconds = retryAfter(Math.max(1, attempts), Math.random());
      return { status, at: after(Math.max(wait, seconds)) };
    }
  }
}

async function settle(portal: Portal, made: Attempt): Promise<void> {
  const { claimed, lease, result, took, exchanges } = made;
  const { forwarding, destination } = claimed;
  const { id, ars } = forwarding;
  const at = portal.clock();
  const next = nextOf(result, forwarding, at);
  let arrival: Arrival | undefined;
  const isSettled = await withMunicipality(portal.database, ars, async (sql) => {
    const isOurs = await settleForwarding(sql, {
      id,
      lease,
      status: next.status,
      nextAttemptAt: next.at,
      lastError: "reason" in result ? result.reason : null,
      problems: result.kind === "rejected" ? (result.problems ?? null) : null,
      receiverReference: "receiverReference" in result ? result.receiverReference : undefined,
      at,
      attempt: { took, outcome: result.kind, exchanges },
    });
    if (!isOurs) return false;
    if (destination) await noteHealth(sql, destination, result, at);
    await tellStatus(portal, sql, forwarding, next.status, at);
    arrival = await arrivalOf(sql, forwarding, next.status, at);
    if (next.at) {
      const lanes = destination?.lanes ?? 1;
      await enqueueForwarding(portal, sql, ars, { ...forwarding, lanes }, next.at);
    }
    return true;
  });
  if (isSettled && arrival) countArrival(portal, arrival);
  if (!isSettled) portal.log.warn("forwarding.lost", { forwarding: id });
  else
    portal.log.info(`forwarding.${result.kind}`, { forwarding: id, attempts: forwarding.attempts });
}

/** A destination that fails again and again is left alone for a while, and so is one that asks for it. */
async function noteHealth(
  sql: Sql,
  { id, openUntil }: NonNullable<Attempt["claimed"]["destination"]>,
  result: ForwardingResult,
  at: Date,
): Promise<void> {
  if (result.kind !== "retry") {
    await markDestinationWell(sql, id, at);
    return;
  }
  if (result.alone) {
    // It was the one that tried whether the destination is well, and learned nothing.
    if (openUntil) await pauseDestination(sql, id, at);
    return;
  }
  const failures = await countDestinationFailure(sql, id);
  const seconds = Math.max(openFor(failures), result.afterSeconds ?? 0);
  if (seconds > 0) await pauseDestination(sql, id, new Date(at.getTime() + seconds * 1000));
}
