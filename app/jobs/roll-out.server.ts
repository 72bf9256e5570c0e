import { withMunicipality, type Sql } from "#db/connect.ts";
import type { JobData } from "#db/job-queue.ts";
import {
  lockPlaces,
  setPlaceStates,
  switchOffPlaces,
  switchOnPlaces,
  withdrawWaiting,
} from "#db/queries/rollout-places.ts";
import {
  findRollout,
  setRolloutOverlay,
  updateRollout,
  type RolloutRow,
} from "#db/queries/rollouts.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import { hashOf } from "../catalogue/content-hash.server.ts";
import { askSurroundings, type Surroundings } from "../catalogue/ask-servers.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { listNotReady, type Moment } from "../catalogue/readiness.server.ts";
import { definitionOf } from "../catalogue/switch/merge-groups.server.ts";
import { rolloutActor, startSettingsOf } from "../domain/rollout.ts";
import { mergeOverlay } from "../domain/overlay/merge-overlay.ts";

/** Municipalities that one transaction switches. */
const townsAtOnce = 1000;

/**
 * Switches a service on where a roll-out says so, or off again. What it has done stands in the database batch by batch: whoever
 * begins anew after a kill goes on from there, and two at once take turns.
 */
export async function rollOut(portal: Portal, { rolloutId }: JobData["roll-out"]): Promise<void> {
  await renewOverlay(portal, rolloutId);
  const around = await askSurroundings(portal);
  for (;;) {
    const more = await withMunicipality(portal.database, "*", async (sql) => {
      const row = await findRollout(sql, rolloutId, { lock: true });
      return row ? step(portal, sql, row, around) : false;
    });
    if (!more) return;
  }
}

/** One batch; whether there is more to do. */
async function step(
  portal: Portal,
  sql: Sql,
  row: RolloutRow,
  around: Surroundings,
): Promise<boolean> {
  const at = portal.clock();
  const { id, state, startsAt } = row;
  const actor = rolloutActor(id);
  const isDue = state === "running" || (state === "open" && startsAt !== null && startsAt <= at);
  if (isDue) {
    const towns = await lockPlaces(sql, id, ["waiting"], { limit: townsAtOnce });
    if (towns.length > 0) await switchOnReady(sql, row, towns, { now: at, around });
    await updateRollout(sql, id, { state: towns.length > 0 ? "running" : "done", at });
    if (towns.length === 0) portal.log.info("rollout.done", { rollout: id });
    return towns.length > 0;
  }
  if (state !== "undoing") return false;
  await withdrawWaiting(sql, id, { at, actor });
  const towns = await lockPlaces(sql, id, ["switchedOn"], { limit: townsAtOnce });
  if (towns.length > 0) await switchOffPlaces(sql, row, towns, { at, actor });
  await updateRollout(sql, id, { state: towns.length > 0 ? "undoing" : "undone", at });
  return towns.length > 0;
}

/** Where something has to be put in order first, it stays off and waits, unless the operator wanted it on all the same. */
async function switchOnReady(
  sql: Sql,
  row: RolloutRow,
  towns: readonly string[],
  moment: Pick<Moment, "now" | "around">,
): Promise<void> {
  const at = moment.now;
  const { id, serviceId, notReadyToo } = row;
  const actor = rolloutActor(id);
  const left = notReadyToo
    ? []
    : await listNotReady(sql, serviceId, towns, { ...moment, start: startSettingsOf(row) });
  const kept = new Set(left);
  const ready = towns.filter((ars) => !kept.has(ars));
  await setPlaceStates(sql, id, left, { at, actor, state: "notReady" });
  await switchOnPlaces(sql, row, ready, { at, actor, state: "switchedOn" });
}

/** The settings to begin with were made for the version of their day: where they go with the one of today, that one is offered. */
async function renewOverlay({ database }: Portal, id: string): Promise<void> {
  const found = await withMunicipality(database, "*", async (sql) => {
    const row = await findRollout(sql, id);
    return row && { row, current: await findCurrentVersion(sql, row.serviceId) };
  });
  const { row, current } = found ?? {};
  if (!row?.overlay || row.serviceVersion === null || current === undefined) return;
  if (row.state !== "open" || current === row.serviceVersion) return;
  const [before, after] = await Promise.all([
    definitionOf(database, row.serviceId, row.serviceVersion),
    definitionOf(database, row.serviceId, current),
  ]);
  const { overlay, open } = mergeOverlay(before, after, row.overlay);
  if (open.length > 0) return;
  const start = { overlay, overlayHash: hashOf(overlay), serviceVersion: current };
  await withMunicipality(database, "*", (sql) => setRolloutOverlay(sql, id, start));
}
