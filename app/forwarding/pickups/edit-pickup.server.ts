import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findPickup, lockPickup, updatePickup, type PickupRow } from "#db/queries/pickups.ts";
import {
  keyRingOf,
  type KeyParts,
  type KeyRing,
  type Portal,
} from "../../catalogue/portal.server.ts";
import {
  closePickup,
  openPickup,
  readPickup,
  type OpenPickup,
  type StoredPickup,
} from "../fit-connect/pickup-options.server.ts";

export type PickupParts = Pick<Portal, "database" | "clock" | "log"> & KeyParts;

export interface PickupKey {
  readonly id: string;
  readonly ars: string;
}

/** `overtaken`: it is not any more as somebody saw it, and nothing was written. */
export type Edited = "done" | "unknown" | "overtaken";

/** Undefined where there is no such pick-up, or its options are not valid. */
export function openPickupOf(
  parts: PickupParts,
  pickup: PickupKey,
): Promise<OpenPickup | undefined> {
  return findAnd(openPickup, parts, pickup);
}

/** What is stored of a pick-up, whether its options are valid or not; undefined where there is no such pick-up. */
export function readPickupOf(
  parts: PickupParts,
  pickup: PickupKey,
): Promise<StoredPickup | undefined> {
  return findAnd(readPickup, parts, pickup);
}

async function findAnd<T>(
  open: (ring: KeyRing, row: PickupRow) => T,
  parts: PickupParts,
  { id, ars }: PickupKey,
): Promise<T | undefined> {
  const ring = await keyRingOf(parts, ars);
  const row = await withMunicipality(parts.database, ars, (sql) => findPickup(sql, id));
  return row && open(ring, row);
}

/**
 * Undefined of `change`: nothing is to be changed. `mended`: options that are to come in place of those that are stored, which need not be
 * valid then.
 */
export async function editPickup(
  parts: PickupParts,
  { id, ars }: PickupKey,
  actor: string,
  action: string,
  change: (
    open: OpenPickup,
    row: PickupRow,
  ) => { readonly open: OpenPickup; readonly row: PickupRow } | undefined,
  mended?: OpenPickup["options"],
): Promise<Edited> {
  const ring = await keyRingOf(parts, ars);
  return withMunicipality(parts.database, ars, async (sql) => {
    const found = await lockPickup(sql, id);
    const opened = found && (openPickup(ring, found) ?? mend(readPickup(ring, found), mended));
    if (!opened) return "unknown";
    const changed = change(opened, found);
    if (!changed) return "overtaken";
    const updatedAt = parts.clock();
    await updatePickup(sql, { ...changed.row, updatedAt, ...closePickup(ring, id, changed.open) });
    await auditPickup(sql, parts, changed.row.name, { ars, actor, action, subject: id });
    return "done";
  });
}

function mend(
  { keys }: StoredPickup,
  options: OpenPickup["options"] | undefined,
): OpenPickup | undefined {
  return options && { options, keys };
}

/** With the name, which nobody can look up any more once it is gone. */
export async function auditPickup(
  sql: Sql,
  { clock, log }: Pick<PickupParts, "clock" | "log">,
  name: string,
  entry: {
    readonly ars: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
  },
): Promise<void> {
  await insertAuditEntry(sql, { ...entry, at: clock(), details: { pickup: name } });
  log.info(entry.action, { pickup: entry.subject });
}
