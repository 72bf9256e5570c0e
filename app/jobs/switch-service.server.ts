import { withMunicipality, type Sql } from "#db/connect.ts";
import type { JobData } from "#db/job-queue.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import {
  countTowns,
  publishMerged,
  withdrawMerged,
  type GroupKey,
  type MergedGroup,
} from "#db/queries/overlay-groups.ts";
import { lockService, setCurrentVersion } from "#db/queries/service-versions.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import { countMerged, findSwitch, updateSwitch, type SwitchRow } from "#db/queries/switches.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { mergeGroups, type MergedSettings } from "../catalogue/switch/merge-groups.server.ts";
import { switchActor } from "../domain/switch-state.ts";
import { tellLeft } from "./tell-left.server.ts";

/** Municipalities that one transaction takes over. */
const townsAtOnce = 500;

/**
 * Takes a service over to another version, or back, in all municipalities. What it has done stands in the database batch by batch:
 * whoever begins anew after a kill goes on from there, and two at once take turns.
 */
export async function switchService(
  portal: Portal,
  { switchId }: JobData["switch-service"],
): Promise<void> {
  const row = await begin(portal, switchId);
  if (row?.state === "running") await takeOver(portal, row);
  if (row?.state === "undoing") await takeBack(portal, row);
}

/** Lets the version count for all who have set nothing. Undefined where there is nothing to do, or not yet. */
async function begin(portal: Portal, id: string): Promise<SwitchRow | undefined> {
  const at = portal.clock();
  return withMunicipality(portal.database, "*", async (sql) => {
    const row = await findSwitch(sql, id, { lock: true });
    if (row?.state !== "planned") return row;
    if (row.startsAt > at) return undefined;
    const { serviceId, toVersion, cause } = row;
    await lockService(sql, serviceId);
    const before = await findCurrentVersion(sql, serviceId);
    const fromVersion = row.fromVersion ?? before ?? null;
    if (cause === "operator") await setCurrentVersion(sql, serviceId, toVersion);
    const { elsewhere } = await countTowns(sql, { serviceId, version: toVersion });
    const begun = { state: "running", at, fromVersion, total: elsewhere } as const;
    await updateSwitch(sql, id, begun);
    await audit(sql, row, at, "service.switched", fromVersion);
    return { ...row, state: begun.state, fromVersion };
  });
}

async function takeOver(portal: Portal, { id, serviceId, toVersion }: SwitchRow): Promise<void> {
  const version = toVersion;
  const left: MergedSettings[] = [];
  for await (const groups of mergeGroups(portal.database, { serviceId, version })) {
    left.push(...groups.filter(({ kind }) => kind === "open"));
    const clean = groups.flatMap((group) => (group.kind === "clean" ? [group] : []));
    if (!(await publishAll(portal, { id, serviceId, version }, clean))) return;
  }
  const keys = left.map(({ serviceVersion, overlayHash }): GroupKey => ({
    serviceVersion,
    overlayHash,
  }));
  await tellLeft(portal, { id, serviceId, version }, keys);
  await withMunicipality(portal.database, "*", async (sql) => {
    const row = await findSwitch(sql, id, { lock: true });
    if (row?.state !== "running") return;
    const { elsewhere: open } = await countTowns(sql, { serviceId, version });
    await updateSwitch(sql, id, { state: "done", at: portal.clock(), open, ended: true });
    portal.log.info("service.switched", { switch: id, merged: row.merged, open });
  });
}

/** Batch by batch; false where it was ended meanwhile. */
async function publishAll(
  portal: Portal,
  { id, serviceId, version }: { id: string; serviceId: string; version: string },
  groups: readonly MergedGroup[],
): Promise<boolean> {
  for (const part of inParts(groups)) {
    for (let count = -1; count !== 0;) {
      const at = portal.clock();
      const to = { serviceId, version, at, actor: switchActor(id), limit: townsAtOnce };
      const done = await withMunicipality(portal.database, "*", async (sql) => {
        if ((await findSwitch(sql, id, { lock: true }))?.state !== "running") return undefined;
        const merged = await publishMerged(sql, part, to);
        await countMerged(sql, id, merged, at);
        return merged;
      });
      if (done === undefined) return false;
      count = done;
    }
  }
  return true;
}

function inParts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / townsAtOnce) }, (_, index) =>
    all.slice(index * townsAtOnce, (index + 1) * townsAtOnce),
  );
}

async function takeBack(portal: Portal, { id, serviceId }: SwitchRow): Promise<void> {
  for (let count = -1; count !== 0;) {
    const at = portal.clock();
    count = await withMunicipality(portal.database, "*", async (sql) => {
      if ((await findSwitch(sql, id, { lock: true }))?.state !== "undoing") return 0;
      const made = { serviceId, actor: switchActor(id), at, limit: townsAtOnce };
      const done = await withdrawMerged(sql, made);
      await updateSwitch(sql, id, { state: done === 0 ? "undone" : "undoing", at, ended: !done });
      return done;
    });
  }
}

function audit(sql: Sql, row: SwitchRow, at: Date, action: string, before: string | null) {
  const { id, serviceId, toVersion, createdBy } = row;
  const details = { switch: id, version: toVersion, before };
  return insertAuditEntry(sql, {
    at,
    ars: null,
    actor: createdBy,
    action,
    subject: serviceId,
    details,
  });
}
