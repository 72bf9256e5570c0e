import type * as z from "zod";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  countPickedUp,
  findPickup,
  insertPickup,
  listPickups as list,
  lockPickup,
  updatePickup,
  type PickupRow,
} from "#db/queries/pickups.ts";
import { keyRingOf, type KeyParts } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { PublicJwk } from "../forwarding/fit-connect/jwk.server.ts";
import {
  closePickup,
  openPickup,
  pickupOptions,
  type OpenPickup,
} from "../forwarding/fit-connect/pickup-options.server.ts";
import {
  makeReceiverKey,
  publicJwkOf,
  type PrivateKeyPair,
} from "../forwarding/fit-connect/receiver-keys.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

type Parts = OperatorParts & KeyParts;

/** A pick-up as whoever looks after it sees it: nothing secret. */
export interface ListedPickup extends Pick<
  PickupRow,
  "id" | "ars" | "name" | "options" | "active" | "polledAt" | "lastError"
> {
  readonly total: number;
  readonly rejected: number;
  /** What the delivery service has still to be told. */
  readonly open: number;
}

/** All pick-ups, or those of one municipality. */
export async function listPickups({ database }: Parts, ars = "*"): Promise<ListedPickup[]> {
  const [rows, counts] = await withMunicipality(database, ars, (sql) =>
    Promise.all([list(sql), countPickedUp(sql)]),
  );
  return rows.map(({ id, ars: own, name, options, active, polledAt, lastError }) => {
    const {
      total = 0,
      rejected = 0,
      open = 0,
    } = counts.find(({ pickupId }) => pickupId === id) ?? {};
    return { id, ars: own, name, options, active, polledAt, lastError, total, rejected, open };
  });
}

export type PickupSaved =
  | { readonly kind: "saved"; readonly id: string; readonly municipality: Municipality }
  | { readonly kind: "unknown" }
  /** In English, one a line. */
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/** Sets up picking up at a municipality's own destination (ARS, AGS or slug), with a first pair of keys. */
export async function createPickup(
  parts: Parts,
  key: string,
  given: { readonly name: string; readonly options: unknown; readonly active: boolean },
  actor: string,
): Promise<PickupSaved> {
  const { database, clock } = parts;
  const options = pickupOptions.safeParse(given.options);
  if (!options.success) return { kind: "invalid", problems: options.error.issues.map(lineOf) };
  const municipality = await withMunicipality(database, "*", (sql) =>
    findMunicipalityByKey(sql, key),
  );
  if (!municipality) return { kind: "unknown" };
  const { ars } = municipality;
  const ring = await keyRingOf(parts, ars);
  const id = randomId();
  const createdAt = clock();
  const keys = await Promise.all([
    makeReceiverKey("encrypt", createdAt),
    makeReceiverKey("sign", createdAt),
  ]);
  await withMunicipality(database, ars, async (sql) => {
    await insertPickup(sql, {
      id,
      ars,
      name: given.name,
      active: given.active,
      createdAt,
      ...closePickup(ring, id, { options: options.data, keys }),
    });
    await audit(sql, parts, { ars, actor, action: "pickup.created", subject: id });
  });
  return { kind: "saved", id, municipality };
}

/** What is wrong with options, in English, one a line; none: they can be used. */
export function problemsOfPickup(options: unknown): readonly string[] {
  return pickupOptions.safeParse(options).error?.issues.map(lineOf) ?? [];
}

function lineOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${message}`;
}

/** Switches a pick-up on or off, or gives it other options; keys stay. False where there is none. */
export async function changePickup(
  parts: Parts,
  { id, ars }: { readonly id: string; readonly ars: string },
  change: { readonly active?: boolean; readonly name?: string; readonly options?: unknown },
  actor: string,
): Promise<boolean> {
  const options = change.options === undefined ? undefined : pickupOptions.parse(change.options);
  return edit(parts, { id, ars }, actor, "pickup.changed", (open, row) => ({
    row: { ...row, active: change.active ?? row.active, name: change.name ?? row.name },
    open: options ? { ...open, options } : open,
  }));
}

/**
 * Makes new keys for a destination and returns their public halves, to be entered in the Self-Service-Portal. Old ones stay: what
 * is under way is encrypted for them (section 11 of FIT-Connect's documentation). Undefined where there is no such pick-up.
 */
export async function generateReceiverKeys(
  parts: Parts,
  pickup: { readonly id: string; readonly ars: string },
  actor: string,
): Promise<readonly PublicJwk[] | undefined> {
  const at = parts.clock();
  const made = await Promise.all([makeReceiverKey("encrypt", at), makeReceiverKey("sign", at)]);
  const isThere = await changeKeys(parts, pickup, actor, "pickup.keysMade", (keys) => [
    ...made,
    ...keys,
  ]);
  return isThere ? made.map(publicJwkOf) : undefined;
}

/** The public halves of all keys, newest first; those that are certified with their certificates. */
export async function listReceiverKeys(
  parts: Parts,
  { id, ars }: { readonly id: string; readonly ars: string },
): Promise<readonly (PublicJwk & { readonly madeAt: string })[]> {
  const open = await openPickupOf(parts, { id, ars });
  return (open?.keys ?? []).map((one) => ({ ...publicJwkOf(one), madeAt: one.madeAt }));
}

/** Undefined where there is no such pick-up. */
export async function openPickupOf(
  parts: Parts,
  { id, ars }: { readonly id: string; readonly ars: string },
): Promise<OpenPickup | undefined> {
  const ring = await keyRingOf(parts, ars);
  const row = await withMunicipality(parts.database, ars, (sql) => findPickup(sql, id));
  return row && openPickup(ring, row);
}

/** Puts the certificates (base64 DER, leaf first, up to the root) behind a key, for its public half. */
export async function certifyReceiverKey(
  parts: Parts,
  pickup: { readonly id: string; readonly ars: string },
  kid: string,
  x5c: readonly string[],
  actor: string,
): Promise<boolean> {
  return changeKeys(parts, pickup, actor, "pickup.keyCertified", (keys) =>
    keys.map((one) => (one.kid === kid ? { ...one, x5c } : one)),
  );
}

/** Takes a key away that nothing can be encrypted for any more; never the last of its use. */
export async function forgetReceiverKey(
  parts: Parts,
  pickup: { readonly id: string; readonly ars: string },
  kid: string,
  actor: string,
): Promise<boolean> {
  return changeKeys(parts, pickup, actor, "pickup.keyForgotten", (keys) => {
    const gone = keys.find((one) => one.kid === kid);
    const isLast = keys.filter(({ use }) => use === gone?.use).length === 1;
    return isLast ? keys : keys.filter((one) => one !== gone);
  });
}

function changeKeys(
  parts: Parts,
  pickup: { readonly id: string; readonly ars: string },
  actor: string,
  action: string,
  change: (keys: readonly PrivateKeyPair[]) => readonly PrivateKeyPair[],
): Promise<boolean> {
  return edit(parts, pickup, actor, action, (open, row) => ({
    row,
    open: { ...open, keys: change(open.keys) },
  }));
}

async function edit(
  parts: Parts,
  { id, ars }: { readonly id: string; readonly ars: string },
  actor: string,
  action: string,
  change: (
    open: OpenPickup,
    row: PickupRow,
  ) => { readonly open: OpenPickup; readonly row: PickupRow },
): Promise<boolean> {
  const ring = await keyRingOf(parts, ars);
  return withMunicipality(parts.database, ars, async (sql) => {
    const found = await lockPickup(sql, id);
    const opened = found && openPickup(ring, found);
    if (!opened) return false;
    const { row, open } = change(opened, found);
    const updatedAt = parts.clock();
    await updatePickup(sql, { ...row, updatedAt, ...closePickup(ring, id, open) });
    await audit(sql, parts, { ars, actor, action, subject: id });
    return true;
  });
}

async function audit(
  sql: Sql,
  { clock, log }: Parts,
  entry: {
    readonly ars: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
  },
): Promise<void> {
  await insertAuditEntry(sql, { ...entry, at: clock(), details: {} });
  log.info(entry.action, { pickup: entry.subject });
}
