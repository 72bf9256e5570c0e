import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { countRejections } from "#db/queries/pickups.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { CheckResult } from "../forwarding/adapter.server.ts";
import { pickupOptions, pickupSecrets } from "../forwarding/fit-connect/pickup-options.server.ts";
import { standingOf, type KeyStanding } from "../forwarding/fit-connect/receiver-keys.server.ts";
import { eventProblemPrefix } from "../forwarding/fit-connect/wire.server.ts";
import { openPickupOf, readPickupOf } from "../forwarding/pickups/edit-pickup.server.ts";
import {
  changePickup,
  createPickup,
  listPickups,
  removePickup,
  type ListedPickup,
} from "../forwarding/pickups/pickups.server.ts";
import { tryPickup } from "../forwarding/pickups/try-pickup.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { fieldsFor, type OptionField } from "./option-fields.ts";
import {
  optionProblems,
  sayWhy,
  secretsLeftBehind,
  withStoredSecrets,
  type OptionProblem,
} from "./option-problems.ts";

/** A pick-up as administrators see it: how it stands and how much came, never what came. */
export type ShownPickup = Omit<ListedPickup, "options" | "checked"> & {
  readonly destinationId: string | undefined;
  /** Of the delivery service. */
  readonly address: string;
  readonly checked: readonly (Omit<CheckResult, "until"> & { readonly until?: string })[] | null;
};

export interface PickupList {
  readonly municipality: Municipality;
  readonly pickups: readonly ShownPickup[];
}

/** The pick-ups of a municipality. Undefined where somebody does not look after them. */
export async function loadPickups(
  portal: Portal,
  actor: Actor,
  ars: string,
): Promise<PickupList | undefined> {
  if (!can(actor, "pickup.manage", ars)) return undefined;
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  return municipality && { municipality, pickups: (await listPickups(portal, ars)).map(shown) };
}

function shown({ options, checked, ...row }: ListedPickup): ShownPickup {
  // As they are stored, which need not be valid.
  const { destinationId, submissionApi = "" } = options as {
    readonly destinationId?: string;
    readonly submissionApi?: string;
  };
  return {
    ...row,
    destinationId,
    address: submissionApi,
    checked: checked as ShownPickup["checked"],
  };
}

/** A pick-up, or a new one, as its page shows it. */
export interface PickupPage {
  readonly municipality: Municipality;
  readonly pickup: ShownPickup | undefined;
  /** Why submissions were rejected: the last part of the reason's URI, the most frequent first. */
  readonly rejections: readonly { readonly reason: string; readonly count: number }[];
  readonly keys: readonly KeyStanding[];
  readonly fields: readonly OptionField[];
  /** What is wrong with the options that are stored: nothing is picked up until somebody mends them. */
  readonly problems: readonly OptionProblem[];
}

/** `id` undefined: a new one. Undefined: no such pick-up for this person. */
export async function loadPickup(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string | undefined,
): Promise<PickupPage | undefined> {
  const list = await loadPickups(portal, actor, ars);
  if (!list) return undefined;
  const { municipality } = list;
  if (id === undefined)
    return {
      ...{ municipality, pickup: undefined, rejections: [], keys: [] },
      ...{ fields: fieldsOf({}), problems: [] },
    };
  const pickup = list.pickups.find((one) => one.id === id);
  const stored = pickup && (await readPickupOf(portal, { id, ars }));
  if (!stored) return undefined;
  const counted = await withMunicipality(portal.database, ars, (sql) => countRejections(sql, id));
  return {
    municipality,
    pickup,
    rejections: counted.map(({ type, count }) => ({
      reason: type.replace(eventProblemPrefix, ""),
      count,
    })),
    keys: standingOf(stored.keys),
    fields: fieldsOf(stored.options),
    problems: optionProblems(pickupOptions, pickup.name, stored.options),
  };
}

function fieldsOf(values: object): readonly OptionField[] {
  return fieldsFor(pickupOptions, pickupSecrets, values as Readonly<Record<string, unknown>>);
}

/** What an administrator typed. */
export interface TypedPickup {
  readonly name: string;
  /** When what the form showed was saved (ISO instant); undefined: it showed a new one. */
  readonly seen: string | undefined;
  /** Secrets that are left out stay as they are, unless it goes to another server. */
  readonly options: Readonly<Record<string, unknown>>;
}

export type SavedPickup =
  | { readonly kind: "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly OptionProblem[] }
  /** Somebody else has changed it since the form was shown; nothing was written. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "saved"; readonly id: string };

/** Sets up a pick-up, with its first keys, or changes one; `id` undefined: a new one. */
export async function savePickup(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string | undefined,
  { name, seen, options: typed }: TypedPickup,
): Promise<SavedPickup> {
  if (!can(actor, "pickup.manage", ars)) return { kind: "unknown" };
  const stored = id === undefined ? undefined : await readPickupOf(portal, { id, ars });
  if (id !== undefined && !stored) return { kind: "unknown" };
  const known = stored?.options ?? {};
  const options = withStoredSecrets(pickupSecrets, known, typed);
  const left = secretsLeftBehind(pickupSecrets, known, typed);
  const problems = sayWhy(optionProblems(pickupOptions, name, options), left);
  if (problems.length > 0) return { kind: "refused", problems };
  if (id === undefined) {
    const saved = await createPickup(portal, ars, { name, options }, actor.accountId);
    if (saved.kind === "invalid") throw new Error("options are not what they were");
    return saved;
  }
  const change = { name, options: pickupOptions.parse(options) };
  const edited = await changePickup(portal, { id, ars }, change, actor.accountId, seen ?? "");
  return edited === "done" ? { kind: "saved", id } : { kind: edited };
}

/** Begins to pick up, or pauses. `unready`: nobody has named the destination yet. */
export async function switchPickup(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
  active: boolean,
): Promise<"done" | "unready" | "unknown"> {
  if (!can(actor, "pickup.manage", ars)) return "unknown";
  const open = await openPickupOf(portal, { id, ars });
  if (!open) return "unknown";
  if (active && open.options.destinationId === undefined) return "unready";
  const edited = await changePickup(portal, { id, ars }, { active }, actor.accountId);
  return edited === "done" ? "done" : "unknown";
}

/** Tries a pick-up, and has a round made at once where it is switched on. False: no such pick-up for this person. */
export async function lookNow(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<boolean> {
  const list = await loadPickups(portal, actor, ars);
  const pickup = list?.pickups.find((one) => one.id === id);
  if (!pickup || !(await tryPickup(portal, { id, ars }))) return false;
  const at = portal.clock();
  const details = { pickup: pickup.name };
  await withMunicipality(portal.database, ars, async (sql) => {
    const entry = { at, ars, actor: actor.accountId, subject: id, details };
    await insertAuditEntry(sql, { ...entry, action: "pickup.looked" });
    // A round of one that is switched off does nothing.
    await portal.queue.enqueue(sql, "pick-up", { pickupId: id, ars });
  });
  return true;
}

/** `busy`: it is to be paused first, or the delivery service has still to be told something. */
export async function discardPickup(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<"removed" | "busy" | "unknown"> {
  if (!can(actor, "pickup.manage", ars)) return "unknown";
  return removePickup(portal, { id, ars }, actor.accountId);
}
