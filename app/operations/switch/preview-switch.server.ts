import { query } from "#db/connect.ts";
import {
  countTowns,
  listGroupTowns,
  type GroupKey,
  type TownCounts,
} from "#db/queries/overlay-groups.ts";
import { findCurrentVersion, findServiceDefinition } from "#db/queries/services.ts";
import {
  definitionOf,
  mergeGroups,
  type Obstacle,
} from "../../catalogue/switch/merge-groups.server.ts";
import { legalChanges } from "../../domain/overlay/legal-changes.ts";
import { nameOfChange, namedChange } from "../../domain/overlay/named-change.ts";
import type { PlaceName } from "../../domain/overlay/place.ts";
import { nameOf, type NamedPlace } from "../../domain/overlay/place-words.ts";
import type { Text } from "../../domain/text.ts";
import type { OperatorParts } from "../operator.ts";

/** A municipality whose settings cannot be taken over by themselves, and why. */
export interface LeftTown {
  readonly ars: string;
  readonly name: string;
  /** The version that it stays on. */
  readonly version: string;
  readonly obstacles: readonly Obstacle[];
}

/** What a switch would do, or what is left of one that was made. */
export interface SwitchPreview extends TownCounts {
  readonly serviceId: string;
  readonly name: Text;
  /** The current version; undefined where there is none. */
  readonly from: string | undefined;
  readonly to: string;
  /** Municipalities whose settings go with the version. */
  readonly clean: number;
  /** Those whose settings need a look; of those, where something is at stake legally. */
  readonly open: number;
  readonly openLegally: number;
  /** Those with translations that were not written for the German text that would count. */
  readonly stale: number;
  /** What the version changes for everybody that may give or take a right; `at` names it as the command line does. */
  readonly legal: readonly (NamedPlace & { readonly at: string })[];
  /** By name, at most as many as were asked for. */
  readonly left: readonly LeftTown[];
  /** All places that are told of, as people read them. */
  readonly names: Readonly<Record<PlaceName, NamedPlace>>;
}

/**
 * Tells what a switch of a service to a version would mean for every municipality, without changing anything. Each distinct set of
 * settings is merged once, so that all municipalities take seconds. Undefined: no such service or version.
 */
export async function previewSwitch(
  { database }: Pick<OperatorParts, "database">,
  { serviceId, version }: { readonly serviceId: string; readonly version: string },
  mostLeft = 20_000,
): Promise<SwitchPreview | undefined> {
  const found = await query(database, (sql) => findServiceDefinition(sql, serviceId, version));
  if (!found) return undefined;
  const from = await query(database, (sql) => findCurrentVersion(sql, serviceId));
  const after = await definitionOf(database, serviceId, version);
  const count = { clean: 0, open: 0, openLegally: 0, stale: 0 };
  const obstacles = new Map<string, readonly Obstacle[]>();
  const names = new Map<PlaceName, NamedPlace>();
  const open: GroupKey[] = [];
  for await (const groups of mergeGroups(database, { serviceId, version })) {
    for (const group of groups) {
      const { towns, serviceVersion, overlayHash } = group;
      count[group.kind] += towns;
      if (group.stale > 0) count.stale += towns;
      if (group.kind === "clean") continue;
      if (group.obstacles.some(({ legal }) => legal)) count.openLegally += towns;
      obstacles.set(keyOf(group), group.obstacles);
      const versions = [after, await definitionOf(database, serviceId, serviceVersion)];
      for (const { place } of group.obstacles) {
        if (!names.has(place)) names.set(place, nameOf(place, versions));
      }
      open.push({ serviceVersion, overlayHash });
    }
  }
  const [towns, left] = await query(database, (sql) =>
    Promise.all([
      countTowns(sql, { serviceId, version }),
      listGroupTowns(sql, serviceId, open, mostLeft),
    ]),
  );
  const before =
    from === undefined || from === version
      ? undefined
      : await definitionOf(database, serviceId, from);
  const legal = (before ? legalChanges(before, after) : []).map((change) => ({
    at: nameOfChange(change),
    ...namedChange(change, before ? [after, before] : [after]),
  }));
  return {
    serviceId,
    name: found.name,
    from,
    to: version,
    ...towns,
    ...count,
    legal,
    names: Object.fromEntries(names),
    left: left.map((town) => ({
      ars: town.ars,
      name: town.name,
      version: town.serviceVersion,
      obstacles: obstacles.get(keyOf(town)) ?? [],
    })),
  };
}

function keyOf({ serviceVersion, overlayHash }: GroupKey): string {
  return `${serviceVersion} ${overlayHash}`;
}
