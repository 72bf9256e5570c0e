import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  deleteDestination,
  findDestination,
  listDestinations,
  listOfferingDestinations,
  lockDestination,
  type DestinationRow,
  type OfferingDestinationRow,
} from "#db/queries/destinations.ts";
import { isDestinationInUse } from "#db/queries/in-use.ts";
import { listChangedOfferings } from "#db/queries/way-changes.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { noteWays } from "../catalogue/change-ways.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { CheckResult } from "../forwarding/adapter.server.ts";
import { findAdapter, listAdapters } from "../forwarding/adapters.server.ts";
import { optionsOf } from "../forwarding/destination-options.server.ts";
import { tryDestination } from "../forwarding/try-destination.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { fieldsFor, type OptionField } from "./option-fields.ts";

/** A destination as administrators see it: no secret is in it. */
export type ShownDestination = Omit<DestinationRow, "secrets" | "options" | "checked"> & {
  readonly checked: readonly (Omit<CheckResult, "until"> & { readonly until?: string })[] | null;
  /** Offerings that go there. */
  readonly offerings: readonly OfferingDestinationRow[];
};

export interface DestinationList {
  readonly municipality: Municipality;
  readonly destinations: readonly ShownDestination[];
  /** What a new one can be. */
  readonly adapters: readonly string[];
  /** Services of which somebody has changed where they go. */
  readonly changed: readonly string[];
}

/** The destinations of a municipality. Undefined where somebody does not administer it. */
export async function loadDestinations(
  portal: Portal,
  actor: Actor,
  ars: string,
): Promise<DestinationList | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return undefined;
  const [rows, offerings, changed] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([
      listDestinations(sql),
      listOfferingDestinations(sql, ars),
      listChangedOfferings(sql, ars),
    ]),
  );
  return {
    municipality,
    changed,
    destinations: rows.map((row) => shown(row, offerings)),
    adapters: listAdapters(portal.config.mode)
      .map(({ name }) => name)
      .filter((name) => name !== "download-only"),
  };
}

function shown(
  { secrets: _secrets, options: _options, ...row }: DestinationRow,
  offerings: readonly OfferingDestinationRow[],
): ShownDestination {
  return {
    ...row,
    checked: row.checked as ShownDestination["checked"],
    offerings: offerings.filter(({ destinationId }) => destinationId === row.id),
  };
}

/** A destination, or a new one of an adapter, as a form asks for it. */
export interface DestinationForm {
  readonly municipality: Municipality;
  readonly adapter: string;
  readonly destination: ShownDestination | undefined;
  readonly fields: readonly OptionField[];
}

/** Undefined: no such destination, adapter or municipality for this person. */
export async function loadDestinationForm(
  portal: Portal,
  actor: Actor,
  ars: string,
  which: { readonly id: string } | { readonly adapter: string },
): Promise<DestinationForm | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  const [row, offerings] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([
      "id" in which ? findDestination(sql, which.id) : undefined,
      listOfferingDestinations(sql, ars),
    ]),
  );
  const name = "adapter" in which ? which.adapter : row?.adapter;
  const adapter = name === undefined ? undefined : findAdapter(name, portal.config.mode);
  if (!municipality || !adapter || ("id" in which && !row)) return undefined;
  const keys = await keyRingOf(portal, ars);
  const values = row ? optionsOf(keys, row) : {};
  return {
    municipality,
    adapter: adapter.name,
    destination: row && shown(row, offerings),
    fields: fieldsFor(adapter.options, adapter.secrets, values),
  };
}

/**
 * `used`: something was sent there; it can be switched off, and stays for the record. `needed`: something real goes there, and where it
 * goes instead is for two to say.
 */
export async function removeDestination(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<"removed" | "used" | "needed" | "unknown"> {
  if (!can(actor, "offering.change", ars)) return "unknown";
  return withMunicipality(portal.database, ars, async (sql) => {
    await lockDestination(sql, id);
    const [used] = await sql`select 1 from forwardings where destination_id = ${id} limit 1`;
    if (used) return "used";
    if (await isDestinationInUse(sql, { ars, id }, portal.clock())) return "needed";
    const ways = await listOfferingDestinations(sql, ars);
    if (!(await deleteDestination(sql, id))) return "unknown";
    const by = { at: portal.clock(), actor: actor.accountId };
    await noteLostWays(sql, ars, id, ways, by);
    const action = "destination.removed";
    await insertAuditEntry(sql, { ...by, ars, action, subject: id, details: {} });
    return "removed";
  });
}

/** Offerings that went there go there no more. */
async function noteLostWays(
  sql: Sql,
  ars: string,
  id: string,
  ways: readonly OfferingDestinationRow[],
  by: { readonly at: Date; readonly actor: string },
): Promise<void> {
  for (const { serviceId } of ways.filter(({ destinationId }) => destinationId === id)) {
    const before = ways.filter((way) => way.serviceId === serviceId);
    const after = before.filter(({ destinationId }) => destinationId !== id);
    await noteWays(sql, { ars, serviceId }, { before, after }, by);
  }
}

/** Tries a destination without a submission and notes what it found. Undefined: no such destination for this person. */
export async function checkDestination(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<readonly CheckResult[] | undefined> {
  return can(actor, "offering.change", ars) ? tryDestination(portal, ars, id) : undefined;
}
