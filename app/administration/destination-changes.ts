import type { DestinationRow } from "#db/queries/destinations.ts";
import { canonicalJson } from "../documents/canonical-json.ts";

type Settings = Pick<DestinationRow, "name" | "lanes" | "active"> & {
  readonly options: Readonly<Record<string, unknown>>;
};

/** Names of what differs, never what it is: `name`, `lanes`, `active`, or an option. */
export function changesBetween(before: Settings, after: Settings): readonly string[] {
  const own = (["name", "lanes", "active"] as const).filter((one) => before[one] !== after[one]);
  const names = new Set([...Object.keys(before.options), ...Object.keys(after.options)]);
  const differs = (name: string): boolean =>
    canonicalJson(before.options[name] ?? null) !== canonicalJson(after.options[name] ?? null);
  return [...own, ...[...names].filter(differs)];
}
