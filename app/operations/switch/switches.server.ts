import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listTouched } from "#db/queries/overlay-groups.ts";
import {
  listServiceStates,
  listVersions,
  lockService,
  setCurrentVersion,
} from "#db/queries/service-versions.ts";
import {
  findCurrentVersion,
  findServiceDefinition,
  withServiceNames,
} from "#db/queries/services.ts";
import {
  findSwitch,
  insertSwitch,
  listLiveSwitches,
  listSwitches,
  updateSwitch,
  type SwitchRow,
} from "#db/queries/switches.ts";
import type { Portal } from "../../catalogue/portal.server.ts";
import { switchActor } from "../../domain/switch-state.ts";
import type { Text } from "../../domain/text.ts";
import { randomId } from "../../platform/crypto.server.ts";

export type SwitchParts = Pick<Portal, "database" | "clock" | "log" | "queue">;

export type PlannedSwitch =
  | { readonly kind: "planned"; readonly id: string }
  | { readonly kind: "unknownService" | "unknownVersion" | "alreadyCurrent" }
  /** Another switch of the service is waiting or going on. */
  | { readonly kind: "busy"; readonly id: string };

/** Has a service go over to a version that is stored, at once or at a time; the job does it. An older version is as good as a newer one. */
export async function planSwitch(
  { database, clock, log, queue }: SwitchParts,
  asked: { readonly serviceId: string; readonly version: string; readonly at?: Date | undefined },
  actor: string,
): Promise<PlannedSwitch> {
  const { serviceId, version: toVersion } = asked;
  const at = clock();
  const startsAt = asked.at && asked.at > at ? asked.at : at;
  const planned = await withMunicipality(database, "*", async (sql): Promise<PlannedSwitch> => {
    await lockService(sql, serviceId);
    const current = await findCurrentVersion(sql, serviceId);
    if (current === undefined) return { kind: "unknownService" };
    if (!(await findServiceDefinition(sql, serviceId, toVersion)))
      return { kind: "unknownVersion" };
    if (current === toVersion) return { kind: "alreadyCurrent" };
    const [busy] = await listLiveSwitches(sql, serviceId);
    if (busy) return { kind: "busy", id: busy.id };
    const id = randomId();
    await insertSwitch(sql, {
      id,
      serviceId,
      fromVersion: null,
      toVersion,
      cause: "operator",
      state: "planned",
      startsAt,
      createdAt: at,
      createdBy: actor,
    });
    await queue.enqueue(sql, "switch-service", { switchId: id }, { at: startsAt });
    const details = { switch: id, version: toVersion, startsAt: startsAt.toISOString() };
    await audit(sql, { at, actor, serviceId }, "service.switchPlanned", details);
    return { kind: "planned", id };
  });
  if (planned.kind === "planned") log.info("service.switchPlanned", { switch: planned.id });
  return planned;
}

export type EndedSwitch =
  | { readonly kind: "done" }
  | { readonly kind: "unknown" }
  /** Cancelling: it has begun. Undoing: it has not, or is not the last one of its service any more. */
  | { readonly kind: "tooLate" | "notDone" | "overtaken" };

/** Takes back a switch that waits for its time. */
export async function cancelSwitch(
  { database, clock }: SwitchParts,
  id: string,
  actor: string,
): Promise<EndedSwitch> {
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<EndedSwitch> => {
    const row = await findSwitch(sql, id, { lock: true });
    if (!row) return { kind: "unknown" };
    if (row.state !== "planned") return { kind: "tooLate" };
    await updateSwitch(sql, id, { state: "cancelled", at, ended: true });
    await audit(sql, { at, actor, ...row }, "service.switchCancelled", { switch: id });
    return { kind: "done" };
  });
}

/**
 * Lets the version before count again, at once for everybody who follows; the job takes back the revisions that the switch made. Who
 * changed something since keeps it (`leftAfterUndo`).
 */
export async function undoSwitch(
  { database, clock, queue, log }: SwitchParts,
  id: string,
  actor: string,
): Promise<EndedSwitch> {
  const at = clock();
  return withMunicipality(database, "*", async (sql): Promise<EndedSwitch> => {
    const row = await findSwitch(sql, id, { lock: true });
    if (!row) return { kind: "unknown" };
    const { serviceId, fromVersion, toVersion, state } = row;
    if ((state !== "done" && state !== "running") || fromVersion === null)
      return { kind: "notDone" };
    await lockService(sql, serviceId);
    if ((await findCurrentVersion(sql, serviceId)) !== toVersion) return { kind: "overtaken" };
    await setCurrentVersion(sql, serviceId, fromVersion);
    await updateSwitch(sql, id, { state: "undoing", at });
    await queue.enqueue(sql, "switch-service", { switchId: id });
    const details = { switch: id, version: fromVersion };
    await audit(sql, { at, actor, serviceId }, "service.switchUndone", details);
    log.info("service.switchUndone", { switch: id });
    return { kind: "done" };
  });
}

/** A switch, and how its service is called. */
export type NamedSwitch = SwitchRow & { readonly name: Text };

/** A switch with what became of it. */
export type ShownSwitch = NamedSwitch & {
  /** After it was undone: municipalities that had changed something and stay as they are. */
  readonly touched: readonly { readonly ars: string; readonly name: string }[];
};

export async function loadSwitch(
  { database }: Pick<SwitchParts, "database">,
  id: string,
): Promise<ShownSwitch | undefined> {
  return query(database, async (sql) => {
    const row = await findSwitch(sql, id);
    if (!row) return undefined;
    const isBack = row.state === "undoing" || row.state === "undone";
    const made = { serviceId: row.serviceId, actor: switchActor(id) };
    const touched = isBack ? await listTouched(sql, made) : [];
    const [named] = await withServiceNames(sql, [row]);
    return named && { ...named, touched };
  });
}

/** Newest first; of one service where it is named. */
export async function loadSwitches(
  { database }: Pick<SwitchParts, "database">,
  serviceId?: string,
): Promise<NamedSwitch[]> {
  return query(database, async (sql) => withServiceNames(sql, await listSwitches(sql, serviceId)));
}

/** Every service of the portal with its current version. */
export async function loadServiceStates({ database }: Pick<SwitchParts, "database">) {
  return query(database, (sql) => listServiceStates(sql));
}

/** The versions of a service, newest first, and its switches. Empty where there is no such service. */
export async function loadVersions({ database }: Pick<SwitchParts, "database">, serviceId: string) {
  return query(database, (sql) => listVersions(sql, serviceId));
}

function audit(
  sql: Sql,
  {
    at,
    actor,
    serviceId,
  }: { readonly at: Date; readonly actor: string; readonly serviceId: string },
  action: string,
  details: Parameters<typeof insertAuditEntry>[1]["details"],
): Promise<void> {
  return insertAuditEntry(sql, { at, ars: null, actor, action, subject: serviceId, details });
}
