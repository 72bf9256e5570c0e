import { withMunicipality } from "#db/connect.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { findForwarding } from "#db/queries/forwardings.ts";
import { listDeliveries, type DeliveryRow } from "#db/queries/list-deliveries.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { unconfirmedAt, type ForwardingStatus } from "../domain/forwarding.ts";
import type { CheckResult } from "../forwarding/adapter.server.ts";
import { resendAll } from "../forwarding/resend.server.ts";
import { tryDestination } from "../forwarding/try-destination.server.ts";
import { scopeOf } from "./find-municipality.server.ts";
import { commandLineActor } from "./operator.ts";

/** Which deliveries are meant. */
export interface ForwardingQuery {
  /** ARS, AGS or slug; all municipalities where absent. */
  readonly municipality?: string | undefined;
  readonly statuses: readonly ForwardingStatus[];
  /** With what was sent and never confirmed. */
  readonly withUnconfirmed?: boolean;
  readonly limit: number;
}

/** Deliveries to destinations, newest first, without any content. Undefined: no such municipality. */
export async function listForwardings(
  portal: Portal,
  { municipality, ...filter }: ForwardingQuery,
): Promise<readonly DeliveryRow[] | undefined> {
  const scope = await scopeOf(portal, municipality);
  if (scope === undefined) return undefined;
  return withMunicipality(portal.database, scope, (sql) =>
    listDeliveries(sql, { ...filter, unconfirmedBefore: unconfirmedAt(portal.clock()) }),
  );
}

/**
 * Has deliveries tried anew; returns how many. What arrived or is under way stays as it is, and so does what was sent, unless
 * `evenSent`.
 */
export async function retryForwardings(
  portal: Portal,
  ids: readonly string[],
  evenSent = false,
): Promise<number> {
  let count = 0;
  for (const id of ids) {
    const row = await withMunicipality(portal.database, "*", (sql) => findForwarding(sql, id));
    if (row) count += await resendAll(portal, row.ars, [id], commandLineActor, evenSent);
  }
  return count;
}

/** What a check of a destination found. */
export interface CheckedDestination {
  readonly id: string;
  readonly ars: string;
  readonly name: string;
  readonly adapter: string;
  readonly results: readonly CheckResult[];
}

/** Tries every destination in use. Undefined: no such municipality. */
export async function checkForwardings(
  portal: Portal,
  municipality: string | undefined,
): Promise<readonly CheckedDestination[] | undefined> {
  const scope = await scopeOf(portal, municipality);
  if (scope === undefined) return undefined;
  const rows = await withMunicipality(portal.database, scope, (sql) => listDestinations(sql));
  const checked: CheckedDestination[] = [];
  for (const { id, ars, name, adapter } of rows.filter(({ active }) => active)) {
    const results = (await tryDestination(portal, ars, id)) ?? [
      { what: "options", ok: false, detail: `there is no adapter ${adapter}` },
    ];
    checked.push({ id, ars, name, adapter, results });
  }
  return checked;
}
