import type { Sql } from "#db/connect.ts";
import { countTowns } from "#db/queries/overlay-groups.ts";
import { insertSwitch, listLiveSwitches, updateSwitch } from "#db/queries/switches.ts";
import { randomId } from "../../platform/crypto.server.ts";

/**
 * Notes that a version became current at once, where municipalities have settings over another one: they follow as after a switch.
 * A switch of the service that is going on ends with it, and the new one goes on from where it is. Returns its id, undefined where
 * nobody has to follow. In the transaction that made the version current.
 */
export async function followImport(
  sql: Sql,
  become: {
    readonly serviceId: string;
    readonly before: string | undefined;
    readonly version: string;
    readonly at: Date;
    readonly actor: string;
  },
): Promise<string | undefined> {
  const { serviceId, before, version, at, actor } = become;
  if (before === undefined || before === version) return undefined;
  for (const { id, state } of await listLiveSwitches(sql, serviceId)) {
    if (state === "running") await updateSwitch(sql, id, { state: "done", at, ended: true });
    if (state === "undoing") await updateSwitch(sql, id, { state: "undone", at, ended: true });
  }
  const { elsewhere } = await countTowns(sql, { serviceId, version });
  if (elsewhere === 0) return undefined;
  const id = randomId();
  await insertSwitch(sql, {
    id,
    serviceId,
    fromVersion: before,
    toVersion: version,
    cause: "import",
    state: "planned",
    startsAt: at,
    createdAt: at,
    createdBy: actor,
  });
  return id;
}
