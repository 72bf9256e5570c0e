import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { countPlaces, insertPlaces, listPlaces } from "#db/queries/rollout-places.ts";
import {
  findRollout,
  insertRollout,
  listRollouts,
  updateRollout,
  type ListedRollout,
  type PlaceCounts,
  type RolloutRow,
} from "#db/queries/rollouts.ts";
import {
  countSelected,
  listStates,
  type SelectionCount,
} from "#db/queries/select-municipalities.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { hashOf } from "../../catalogue/content-hash.server.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { checkOverlay, type OverlayProblem } from "../../domain/overlay/check-overlay.ts";
import { mergeOverlay } from "../../domain/overlay/merge-overlay.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import type { RolloutKind, RolloutPlaceState, Selection } from "../../domain/rollout.ts";
import type { Text } from "../../domain/text.ts";
import { randomId } from "../../platform/crypto.server.ts";

export type RolloutParts = Pick<Portal, "database" | "clock" | "log" | "queue">;

export interface AskedRollout {
  readonly serviceId: string;
  readonly kind: RolloutKind;
  readonly selection: Selection;
  /** Told to the municipalities. */
  readonly reason: string;
  /** When it is switched on by itself, at once where absent; of no meaning for proposals. */
  readonly startsAt?: Date | undefined;
  /** Settings to begin with, and the version that they were made for. */
  readonly start?: { readonly overlay: Overlay; readonly serviceVersion: string } | undefined;
}

/** What would happen. */
export interface RolloutPreview extends SelectionCount {
  readonly name: Text;
  readonly serviceVersion: string;
}

export type RolloutOutcome =
  | { readonly kind: "fine"; readonly preview: RolloutPreview; readonly id?: string }
  | { readonly kind: "unknownService" | "nobody" | "noReason" | "noDate" }
  | { readonly kind: "unknownKeys"; readonly keys: readonly string[] }
  /** The settings to begin with cannot be offered. */
  | { readonly kind: "settings"; readonly problems: readonly OverlayProblem[] }
  /** They were made for another version, and somebody has to decide about these places. */
  | { readonly kind: "settingsOpen"; readonly places: readonly string[] };

const longestReason = 2000;

/** Tells whom a roll-out would reach, and what is wrong with it. Changes nothing. */
export async function previewRollout(
  { database, clock }: Pick<RolloutParts, "database" | "clock">,
  asked: AskedRollout,
): Promise<RolloutOutcome> {
  return withMunicipality(database, "*", async (sql) => (await plan(sql, asked, clock())).outcome);
}

/**
 * Offers a service to all municipalities of a selection, in one transaction with the job that switches it on when its time has come.
 * A proposal waits for their answers.
 */
export async function createRollout(
  { database, clock, log, queue }: RolloutParts,
  asked: AskedRollout,
  actor: string,
): Promise<RolloutOutcome> {
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<RolloutOutcome> => {
    const { outcome, start } = await plan(sql, asked, at);
    if (outcome.kind !== "fine") return outcome;
    const { serviceId, kind, selection } = asked;
    const id = randomId();
    const startsAt = kind === "proposal" ? null : (asked.startsAt ?? at);
    const row = {
      id,
      serviceId,
      kind,
      selection,
      reason: asked.reason.trim(),
      overlay: start?.overlay ?? null,
      overlayHash: start ? hashOf(start.overlay) : null,
      serviceVersion: start?.serviceVersion ?? null,
      startsAt,
      createdAt: at,
      createdBy: actor,
    };
    await insertRollout(sql, row);
    await insertPlaces(sql, row, selection);
    if (startsAt) await queue.enqueue(sql, "roll-out", { rolloutId: id }, { at: startsAt });
    const { towns } = outcome.preview;
    await audit(sql, { at, actor, ...row }, "rollout.created", { kind, towns });
    log.info("rollout.created", { rollout: id, towns });
    return { ...outcome, id };
  });
}

async function plan(
  sql: Sql,
  asked: AskedRollout,
  now: Date,
): Promise<{ readonly outcome: RolloutOutcome; readonly start?: AskedRollout["start"] }> {
  const { serviceId, kind, selection, reason, startsAt } = asked;
  const service = await findServiceDefinition(sql, serviceId);
  if (!service) return { outcome: { kind: "unknownService" } };
  const counted = await countSelected(sql, serviceId, selection);
  if (counted.unknownKeys.length > 0)
    return { outcome: { kind: "unknownKeys", keys: counted.unknownKeys } };
  if (counted.towns === 0) return { outcome: { kind: "nobody" } };
  if (reason.trim() === "" || reason.length > longestReason)
    return { outcome: { kind: "noReason" } };
  // Who may decline needs time to.
  if (kind === "optOut" && (!startsAt || startsAt <= now)) return { outcome: { kind: "noDate" } };
  const preview = { ...counted, name: service.name, serviceVersion: service.version };
  const outcome = { kind: "fine", preview } as const;
  if (!asked.start) return { outcome };
  const made = await findServiceDefinition(sql, serviceId, asked.start.serviceVersion);
  const merge = mergeOverlay(made ?? service, service, asked.start.overlay);
  if (merge.open.length > 0)
    return { outcome: { kind: "settingsOpen", places: merge.open.map(({ place }) => place) } };
  const problems = checkOverlay(service, merge.overlay);
  if (problems.length > 0) return { outcome: { kind: "settings", problems } };
  return { outcome, start: { overlay: merge.overlay, serviceVersion: service.version } };
}

export type EndedRollout = { readonly kind: "done" | "unknown" | "tooLate" };

/** Nobody is asked any more, and nothing is switched on any more; what is on stays on. */
export async function cancelRollout(
  parts: RolloutParts,
  id: string,
  actor: string,
): Promise<EndedRollout> {
  return end(parts, id, actor, { from: ["open", "running"], to: "cancelled" });
}

/** Switches off again what was switched on by itself; what municipalities accepted or changed stays. */
export async function undoRollout(
  parts: RolloutParts,
  id: string,
  actor: string,
): Promise<EndedRollout> {
  return end(parts, id, actor, { from: ["open", "running", "done", "cancelled"], to: "undoing" });
}

async function end(
  { database, clock, queue, log }: RolloutParts,
  id: string,
  actor: string,
  { from, to }: { readonly from: readonly string[]; readonly to: "cancelled" | "undoing" },
): Promise<EndedRollout> {
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<EndedRollout> => {
    const row = await findRollout(sql, id, { lock: true });
    if (!row) return { kind: "unknown" };
    if (!from.includes(row.state)) return { kind: "tooLate" };
    await updateRollout(sql, id, { state: to, at });
    if (to === "undoing") await queue.enqueue(sql, "roll-out", { rolloutId: id });
    const action = to === "undoing" ? "rollout.undone" : "rollout.cancelled";
    await audit(sql, { at, actor, id, serviceId: row.serviceId }, action, {});
    log.info(action, { rollout: id });
    return { kind: "done" };
  });
}

/** A roll-out with the answers of the municipalities. */
export interface ShownRollout {
  readonly rollout: RolloutRow;
  readonly places: PlaceCounts;
  readonly towns: Awaited<ReturnType<typeof listPlaces>>;
}

/** `states`: whom of them to list, by name; at most `limit`. */
export async function loadRollout(
  { database }: Pick<RolloutParts, "database">,
  id: string,
  list: { readonly states: readonly RolloutPlaceState[]; readonly limit: number },
): Promise<ShownRollout | undefined> {
  return withMunicipality(database, "*", async (sql) => {
    const rollout = await findRollout(sql, id);
    if (!rollout) return undefined;
    return {
      rollout,
      places: await countPlaces(sql, id),
      towns: await listPlaces(sql, id, list),
    };
  });
}

/** Lands that have municipalities, by their two digits. */
export async function loadSelectionStates({
  database,
}: Pick<RolloutParts, "database">): Promise<string[]> {
  return query(database, (sql) => listStates(sql));
}

/** Newest first. */
export async function loadRollouts({
  database,
}: Pick<RolloutParts, "database">): Promise<ListedRollout[]> {
  return withMunicipality(database, "*", (sql) => listRollouts(sql));
}

function audit(
  sql: Sql,
  of: {
    readonly at: Date;
    readonly actor: string;
    readonly id: string;
    readonly serviceId: string;
  },
  action: string,
  details: Parameters<typeof insertAuditEntry>[1]["details"],
): Promise<void> {
  const { at, actor, id, serviceId } = of;
  return insertAuditEntry(sql, {
    at,
    ars: null,
    actor,
    action,
    subject: serviceId,
    details: { rollout: id, ...details },
  });
}
