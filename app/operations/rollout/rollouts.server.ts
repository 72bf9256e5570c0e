import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { countPlaces, insertPlaces, listPlaces } from "#db/queries/rollout-places.ts";
import {
  findRollout,
  insertRollout,
  listRollouts,
  type ListedRollout,
  type PlaceCounts,
  type RolloutRow,
} from "#db/queries/rollouts.ts";
import {
  countSelected,
  listSelected,
  listStates,
  type SelectionCount,
} from "#db/queries/select-municipalities.ts";
import { findServiceDefinition, withServiceNames } from "#db/queries/services.ts";
import { hashOf } from "../../catalogue/content-hash.server.ts";
import { askSurroundings, type Surroundings } from "../../catalogue/ask-servers.server.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { listNotReady } from "../../catalogue/readiness.server.ts";
import { checkOverlay, type OverlayProblem } from "../../domain/overlay/check-overlay.ts";
import { mergeOverlay } from "../../domain/overlay/merge-overlay.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import type { RolloutKind, RolloutPlaceState, Selection } from "../../domain/rollout.ts";
import type { Text } from "../../domain/text.ts";
import { randomId } from "../../platform/crypto.server.ts";
import { auditRollout } from "./audit-rollout.server.ts";

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
  /** Switches it on also where something should be put in order first; else that municipality waits until it is. */
  readonly notReadyToo?: boolean;
}

/** What would happen. */
export interface RolloutPreview extends SelectionCount {
  readonly name: Text;
  readonly serviceVersion: string;
  /** Of those that do not offer it, how many have something to put in order first. */
  readonly notReady: number;
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
  parts: Pick<RolloutParts, "database" | "clock"> & Pick<Portal, "config" | "scanner">,
  asked: AskedRollout,
): Promise<RolloutOutcome> {
  const moment = { now: parts.clock(), around: await askSurroundings(parts) };
  return withMunicipality(
    parts.database,
    "*",
    async (sql) => (await plan(sql, asked, moment)).outcome,
  );
}

/**
 * Offers a service to all municipalities of a selection, in one transaction with the job that switches it on when its time has come.
 * A proposal waits for their answers.
 */
export async function createRollout(
  parts: RolloutParts & Pick<Portal, "config" | "scanner">,
  asked: AskedRollout,
  actor: string,
): Promise<RolloutOutcome> {
  const { database, clock, log, queue } = parts;
  const around = await askSurroundings(parts);
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<RolloutOutcome> => {
    const { outcome, start } = await plan(sql, asked, { now: at, around });
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
      notReadyToo: asked.notReadyToo === true,
      createdAt: at,
      createdBy: actor,
    };
    await insertRollout(sql, row);
    await insertPlaces(sql, row, selection);
    if (startsAt) await queue.enqueue(sql, "roll-out", { rolloutId: id }, { at: startsAt });
    const { towns, notReady } = outcome.preview;
    await auditRollout(sql, { at, actor, ...row }, "rollout.created", { kind, towns, notReady });
    log.info("rollout.created", { rollout: id, towns });
    return { ...outcome, id };
  });
}

async function plan(
  sql: Sql,
  asked: AskedRollout,
  { now, around }: { readonly now: Date; readonly around: Surroundings },
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
  const fine = async (start?: NonNullable<AskedRollout["start"]>) => {
    const towns = await listSelected(sql, serviceId, selection);
    const notReady = (await listNotReady(sql, serviceId, towns, { now, around, start })).length;
    const { name, version: serviceVersion } = service;
    const preview = { ...counted, name, serviceVersion, notReady };
    return { outcome: { kind: "fine", preview } as const, ...(start && { start }) };
  };
  if (!asked.start) return fine();
  const made = await findServiceDefinition(sql, serviceId, asked.start.serviceVersion);
  const merge = mergeOverlay(made ?? service, service, asked.start.overlay);
  if (merge.open.length > 0)
    return { outcome: { kind: "settingsOpen", places: merge.open.map(({ place }) => place) } };
  const problems = checkOverlay(service, merge.overlay);
  if (problems.length > 0) return { outcome: { kind: "settings", problems } };
  return fine({ overlay: merge.overlay, serviceVersion: service.version });
}

/** A roll-out with the answers of the municipalities. */
export interface ShownRollout {
  readonly rollout: RolloutRow & { readonly name: Text };
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
    const row = await findRollout(sql, id);
    const [rollout] = await withServiceNames(sql, row ? [row] : []);
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
}: Pick<RolloutParts, "database">): Promise<(ListedRollout & { readonly name: Text })[]> {
  return withMunicipality(database, "*", async (sql) =>
    withServiceNames(sql, await listRollouts(sql)),
  );
}
