import { query, withMunicipality } from "#db/connect.ts";
import { listAttempts, type ForwardingAttemptRow } from "#db/queries/forwardings.ts";
import {
  countDeliveries,
  listDeliveries,
  listForwardingIds,
  type DeliveryRow,
} from "#db/queries/list-deliveries.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import {
  deliveryViews,
  forwardingStatuses,
  unconfirmedAt,
  type DeliveryView,
  type ForwardingStatus,
} from "../domain/forwarding.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Exchange, ForwardingProblem } from "../forwarding/adapter.server.ts";
import { askAgain, resendAll } from "../forwarding/resend.server.ts";
import { can, type Actor } from "../identity/permissions.ts";

const statusesOf: Readonly<Record<DeliveryView, readonly ForwardingStatus[]>> = {
  dead: ["rejected", "abandoned"],
  waiting: ["pending"],
  sent: ["sent"],
  accepted: ["accepted"],
  all: forwardingStatuses,
};

export type Delivered = Omit<DeliveryRow, "problems"> & {
  readonly problems: readonly ForwardingProblem[];
};
export interface Deliveries {
  readonly municipality: Municipality;
  readonly deliveries: readonly Delivered[];
  readonly counts: Readonly<Record<DeliveryView, number>>;
  /** How many have failed for good; `counts.dead` has also those of which nobody knows. */
  readonly failed: number;
  readonly mayResend: boolean;
}

/** Shown at most. */
const limit = 200;

/** The deliveries of a municipality, newest first. Undefined where somebody may not look. */
export async function loadDeliveries(
  portal: Portal,
  actor: Actor,
  ars: string,
  view: DeliveryView,
): Promise<Deliveries | undefined> {
  if (!can(actor, "forwarding.watch", ars)) return undefined;
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return undefined;
  const unconfirmedBefore = unconfirmedAt(portal.clock());
  const [rows, counts] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([
      listDeliveries(sql, {
        statuses: statusesOf[view],
        unconfirmedBefore,
        withUnconfirmed: view === "dead",
        limit,
      }),
      countDeliveries(sql, unconfirmedBefore),
    ]),
  );
  const countOf = (one: DeliveryView): number =>
    statusesOf[one].reduce(
      (sum, status) => sum + (counts.byStatus.get(status) ?? 0),
      one === "dead" ? counts.unconfirmed : 0,
    );
  return {
    municipality,
    deliveries: rows.map(delivered),
    counts: Object.fromEntries(
      deliveryViews.map((one) => [one, countOf(one)]),
    ) as Deliveries["counts"],
    failed: countOf("dead") - counts.unconfirmed,
    mayResend: can(actor, "forwarding.resend", ars),
  };
}

function delivered(row: DeliveryRow): Delivered {
  return { ...row, problems: (row.problems ?? []) as readonly ForwardingProblem[] };
}

export interface OpenedDelivery {
  readonly municipality: Municipality;
  readonly delivery: Delivered;
  /** Newest first. */
  readonly attempts: readonly (Omit<ForwardingAttemptRow, "exchanges"> & {
    readonly exchanges: readonly Exchange[];
  })[];
  readonly mayResend: boolean;
}

/** One delivery with what happened at each attempt. */
export async function openDeliveryLog(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<OpenedDelivery | undefined> {
  if (!can(actor, "forwarding.watch", ars)) return undefined;
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  const unconfirmedBefore = unconfirmedAt(portal.clock());
  const [[row], attempts] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([
      listDeliveries(sql, { statuses: forwardingStatuses, id, unconfirmedBefore, limit: 1 }),
      listAttempts(sql, id, 50),
    ]),
  );
  if (!municipality || !row) return undefined;
  return {
    municipality,
    delivery: delivered(row),
    attempts: attempts.map((one) => ({ ...one, exchanges: one.exchanges as readonly Exchange[] })),
    mayResend: can(actor, "forwarding.resend", ars),
  };
}

/**
 * `again`: what has failed or waits · `anew`: also what the receiver may have already, so that it may arrive twice · `ask`:
 * nothing is sent, and the receiver is asked at once what became of it.
 */
export type DeliveryAction = "again" | "anew" | "ask";

/** Has deliveries gone on with, one or many. Returns how many: what arrived or is under way stays as it is. */
export async function resend(
  portal: Portal,
  actor: Actor,
  ars: string,
  ids: readonly string[],
  action: DeliveryAction = "again",
): Promise<number | undefined> {
  if (!can(actor, "forwarding.resend", ars)) return undefined;
  return action === "ask"
    ? askAgain(portal, ars, ids, actor.accountId)
    : resendAll(portal, ars, ids, actor.accountId, action === "anew");
}

/** So many at once: each is a transaction of its own, and whoever pressed the button waits. */
const mostResent = 1000;

/** Has everything that has failed for good sent again, the oldest first; what may have arrived stays as it is. */
export async function resendDead(
  portal: Portal,
  actor: Actor,
  ars: string,
): Promise<number | undefined> {
  if (!can(actor, "forwarding.resend", ars)) return undefined;
  const ids = await withMunicipality(portal.database, ars, (sql) =>
    listForwardingIds(sql, { statuses: statusesOf.dead, limit: mostResent }),
  );
  return resendAll(portal, ars, ids, actor.accountId);
}
