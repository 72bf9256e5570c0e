import type * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import {
  countPickedUp,
  deletePickup,
  insertPickup,
  listPickups as list,
  listUnacknowledged,
  lockPickup,
  type PickupRow,
} from "#db/queries/pickups.ts";
import { keyRingOf } from "../../catalogue/portal.server.ts";
import { randomId } from "../../platform/crypto.server.ts";
import {
  closePickup,
  pickupOptions,
  type PickupOptions,
} from "../fit-connect/pickup-options.server.ts";
import { makeReceiverKeys } from "../fit-connect/receiver-keys.server.ts";
import {
  auditPickup,
  editPickup,
  type Edited,
  type PickupKey,
  type PickupParts,
} from "./edit-pickup.server.ts";

/** A pick-up as whoever looks after it sees it: nothing secret. */
export interface ListedPickup extends Pick<
  PickupRow,
  | "id"
  | "ars"
  | "name"
  | "options"
  | "active"
  | "polledAt"
  | "lastError"
  | "checked"
  | "checkedAt"
  | "updatedAt"
> {
  readonly total: number;
  readonly rejected: number;
  /** What the delivery service has still to be told. */
  readonly open: number;
}

/** All pick-ups, or those of one municipality. */
export async function listPickups({ database }: PickupParts, ars = "*"): Promise<ListedPickup[]> {
  const [rows, counts] = await withMunicipality(database, ars, (sql) =>
    Promise.all([list(sql), countPickedUp(sql)]),
  );
  return rows.map(
    ({ secrets: _, lease: _lease, leasedUntil: _until, failingSince: _since, ...row }) => {
      const { pickupId: _id, ...counted } =
        counts.find(({ pickupId }) => pickupId === row.id) ?? {};
      return { ...row, total: 0, rejected: 0, open: 0, ...counted };
    },
  );
}

export type PickupSaved =
  | { readonly kind: "saved"; readonly id: string }
  | { readonly kind: "invalid"; readonly issues: readonly z.core.$ZodIssue[] };

/** Sets up picking up at a municipality's own destination, with a first pair of keys; switched off until it is known there. */
export async function createPickup(
  parts: PickupParts,
  ars: string,
  given: { readonly name: string; readonly options: unknown },
  actor: string,
): Promise<PickupSaved> {
  const { database, clock } = parts;
  const options = pickupOptions.safeParse(given.options);
  if (!options.success) return { kind: "invalid", issues: options.error.issues };
  const ring = await keyRingOf(parts, ars);
  const id = randomId();
  const createdAt = clock();
  const keys = await makeReceiverKeys(createdAt);
  await withMunicipality(database, ars, async (sql) => {
    await insertPickup(sql, {
      id,
      ars,
      name: given.name,
      active: false,
      createdAt,
      ...closePickup(ring, id, { options: options.data, keys }),
    });
    await auditPickup(sql, parts, given.name, {
      ars,
      actor,
      action: "pickup.created",
      subject: id,
    });
  });
  return { kind: "saved", id };
}

/** What may be changed of a pick-up; its keys stay. */
export interface PickupChange {
  readonly active?: boolean | undefined;
  readonly name?: string | undefined;
  /** In place of all options. */
  readonly options?: PickupOptions | undefined;
}

/** `seen`: when it was changed last, as whoever changes it saw it; undefined: whatever there is. */
export async function changePickup(
  parts: PickupParts,
  pickup: PickupKey,
  change: PickupChange,
  actor: string,
  seen?: string,
): Promise<Edited> {
  const { active, name, options } = change;
  const isSwitch = active !== undefined && name === undefined && options === undefined;
  const action = isSwitch ? (active ? "pickup.resumed" : "pickup.paused") : "pickup.changed";
  const edit: Parameters<typeof editPickup>[4] = (open, row) => {
    if (seen !== undefined && row.updatedAt.toISOString() !== seen) return undefined;
    return {
      row: { ...row, active: active ?? row.active, name: name ?? row.name },
      open: options ? { ...open, options } : open,
    };
  };
  return editPickup(parts, pickup, actor, action, edit, options);
}

/**
 * Takes a pick-up away, with its keys and what it remembers of what it fetched. `busy`: it is switched on, or the delivery service
 * has still to be told something.
 */
export async function removePickup(
  parts: PickupParts,
  { id, ars }: PickupKey,
  actor: string,
): Promise<"removed" | "busy" | "unknown"> {
  return withMunicipality(parts.database, ars, async (sql) => {
    const found = await lockPickup(sql, id);
    if (!found) return "unknown";
    const untold = await listUnacknowledged(sql, id);
    if (found.active || untold.length > 0) return "busy";
    await deletePickup(sql, id);
    await auditPickup(sql, parts, found.name, {
      ars,
      actor,
      action: "pickup.removed",
      subject: id,
    });
    return "removed";
  });
}
