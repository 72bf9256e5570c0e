import type { Sql } from "#db/connect.ts";
import { insertDestination, listDestinations } from "#db/queries/destinations.ts";
import { findAdapter } from "../forwarding/adapters.server.ts";
import { sha256 } from "../platform/crypto.server.ts";
import type { Config } from "../platform/config.server.ts";
import type { Target } from "./import-settings.server.ts";
import { portableOptions } from "./portable-options.ts";
import type { SetupLine } from "./report.ts";
import type { DestinationSlot, Setup } from "./setup-format.v1.ts";

/**
 * Finds the destinations that slots stand for, by name and adapter, and sets up those that are missing: switched off, for where to
 * and with which secret has to be entered first. Those that are there stay as they are.
 */
export async function importDestinations(
  sql: Sql,
  target: Target,
  { destinations }: Pick<Setup, "destinations">,
  mode: Config["mode"],
): Promise<{
  readonly lines: readonly SetupLine[];
  /** Undefined for a slot that nothing could be made of. */
  readonly idOf: (slot: string) => string | undefined;
}> {
  const there = await listDestinations(sql);
  const ids = new Map<string, string>();
  const lines: SetupLine[] = [];
  for (const slot of destinations) {
    const line = (level: SetupLine["level"], code: SetupLine["code"], detail?: string): void => {
      const about = { part: "destination", subject: slot.name, level, code } as const;
      lines.push({ ...about, ...(detail !== undefined && { detail }) });
    };
    const known = there.find(({ name, adapter }) => name === slot.name && adapter === slot.adapter);
    if (known) {
      ids.set(slot.slot, known.id);
      line("same", "slotKept");
      continue;
    }
    if (!findAdapter(slot.adapter, mode)) {
      line("left", "unknownAdapter", slot.adapter);
      continue;
    }
    const strange = Object.keys(slot.options).filter(
      (name) => !Object.hasOwn(portableOptions(slot.options), name),
    );
    if (strange.length > 0) line("error", "optionWrong", strange.join(", "));
    else {
      ids.set(slot.slot, await add(sql, target, slot));
      line("fill", "slotNew", slot.adapter);
    }
  }
  return { lines, idOf: (slot) => ids.get(slot) };
}

async function add(sql: Sql, { ars, at }: Target, slot: DestinationSlot): Promise<string> {
  const { name, adapter, lanes, options } = slot;
  const id = sha256(`${ars} ${adapter} ${name}`).slice(0, 22);
  const row = { id, ars, name, adapter, options, secrets: null, lanes, active: false };
  await insertDestination(sql, { ...row, createdAt: at });
  return id;
}
