import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry, type AuditDetails } from "#db/queries/audit-log.ts";
import {
  deleteDestination,
  findDestination,
  insertDestination,
  listDestinations,
  listOfferingDestinations,
  lockDestination,
  updateDestination,
  type DestinationRow,
  type OfferingDestinationRow,
} from "#db/queries/destinations.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { LaneWidth } from "../domain/forwarding.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { CheckResult } from "../forwarding/adapter.server.ts";
import { findAdapter, listAdapters } from "../forwarding/adapters.server.ts";
import { optionsOf, splitOptions } from "../forwarding/destination-options.server.ts";
import { enqueueOfDestination } from "../forwarding/outbox.server.ts";
import { tryDestination } from "../forwarding/try-destination.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { randomId } from "../platform/crypto.server.ts";
import { changesBetween } from "./destination-changes.ts";
import { fieldsFor, type OptionField } from "./option-fields.ts";
import { optionProblems, withStoredSecrets, type OptionProblem } from "./option-problems.ts";

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
  const [rows, offerings] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([listDestinations(sql), listOfferingDestinations(sql, ars)]),
  );
  return {
    municipality,
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

/** What an administrator typed. */
export interface TypedDestination {
  readonly name: string;
  readonly lanes: LaneWidth;
  readonly active: boolean;
  /** When what the form showed was saved (ISO instant); undefined: it showed a new one. */
  readonly seen: string | undefined;
  /** Secrets that are left out stay as they are. */
  readonly options: Readonly<Record<string, unknown>>;
}

export type SavedDestination =
  | { readonly kind: "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly OptionProblem[] }
  /** Somebody else has saved it since the form was shown; nothing was written. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "saved"; readonly id: string };

/** Adds a destination to a municipality, or changes one. What waits for it is tried at once. */
export async function saveDestination(
  portal: Portal,
  actor: Actor,
  ars: string,
  which: { readonly id: string } | { readonly adapter: string },
  typed: TypedDestination,
): Promise<SavedDestination> {
  const form = await loadDestinationForm(portal, actor, ars, which);
  const adapter = form && findAdapter(form.adapter, portal.config.mode);
  if (!form || !adapter) return { kind: "unknown" };
  const keys = await keyRingOf(portal, ars);
  const before =
    "id" in which
      ? await withMunicipality(portal.database, ars, (sql) => findDestination(sql, which.id))
      : undefined;
  const known = before ? optionsOf(keys, before) : {};
  const options = withStoredSecrets(adapter.secrets, known, typed.options);
  const problems = optionProblems(adapter.options, typed.name, options);
  if (problems.length > 0) return { kind: "refused", problems };
  const id = before?.id ?? randomId();
  const at = portal.clock();
  const { name, lanes, active } = typed;
  const own = { id, name, lanes, active, ...splitOptions(keys, adapter, id, options) };
  return withMunicipality(portal.database, ars, async (sql): Promise<SavedDestination> => {
    if (!before) {
      await insertDestination(sql, { ...own, ars, adapter: adapter.name, createdAt: at });
      await audit(sql, actor, ars, at, "destination.added", id);
      return { kind: "saved", id };
    }
    const stored = await lockDestination(sql, id);
    if (stored?.updatedAt.toISOString() !== typed.seen) return { kind: "overtaken" };
    await updateDestination(sql, { ...own, updatedAt: at });
    const changed = changesBetween({ ...before, options: known }, { ...own, options });
    await audit(sql, actor, ars, at, "destination.set", id, { changed: changed.join(" ") });
    await enqueueOfDestination(portal, sql, { id, ars, lanes });
    return { kind: "saved", id };
  });
}

/** `used`: something was sent there; it can be switched off, and stays for the record. */
export async function removeDestination(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<"removed" | "used" | "unknown"> {
  if (!can(actor, "offering.change", ars)) return "unknown";
  return withMunicipality(portal.database, ars, async (sql) => {
    const [used] = await sql`select 1 from forwardings where destination_id = ${id} limit 1`;
    if (used) return "used";
    if (!(await deleteDestination(sql, id))) return "unknown";
    await audit(sql, actor, ars, portal.clock(), "destination.removed", id);
    return "removed";
  });
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

function audit(
  sql: Sql,
  { accountId }: Actor,
  ars: string,
  at: Date,
  action: string,
  subject: string,
  details: AuditDetails = {},
): Promise<void> {
  return insertAuditEntry(sql, { at, ars, actor: accountId, action, subject, details });
}
