import { setImmediate } from "node:timers/promises";
import { query, type Database } from "#db/connect.ts";
import { listOverlayGroups, type OverlayGroup } from "#db/queries/overlay-groups.ts";
import { getServiceDefinition } from "#db/queries/services.ts";
import { overlayChecker } from "../../domain/overlay/check-overlay.ts";
import { isLegal, overlayMerger, type OverlayMerge } from "../../domain/overlay/merge-overlay.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import { readPlaceName, type PlaceName } from "../../domain/overlay/place.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { hashOf } from "../content-hash.server.ts";

/** Why the settings of a municipality could not be taken over. */
export interface Obstacle {
  readonly place: PlaceName;
  /** `unfit`: what is set there does not go with the newer version. */
  readonly why: "conflict" | "gone" | "closed" | "unfit";
  /** Whether fees, deadlines, legal bases, or what must be answered are at stake. */
  readonly legal: boolean;
}

/** What becomes of one group of municipalities with the same settings. */
export type MergedSettings = Pick<OverlayGroup, "serviceVersion" | "overlayHash" | "towns"> & {
  /** Settings whose translations were not written for the German text that counts. */
  readonly stale: number;
} & (
    | { readonly kind: "clean"; readonly overlay: Overlay; readonly newHash: string }
    | { readonly kind: "open"; readonly obstacles: readonly Obstacle[] }
  );

/** Groups that are read at once. */
const groupsAtOnce = 500;
/** Milliseconds after which others get a turn: this runs beside citizens' requests. */
const longestTurn = 20;

/**
 * Merges the settings of all municipalities that stand on another version than `version` with it, each distinct overlay once, and
 * hands them out in batches. Stores nothing. Throws where there is no such version.
 */
export async function* mergeGroups(
  database: Database,
  { serviceId, version }: { readonly serviceId: string; readonly version: string },
): AsyncGenerator<readonly MergedSettings[]> {
  const after = await definitionOf(database, serviceId, version);
  const check = overlayChecker(after);
  const mergers = new Map<string, ReturnType<typeof overlayMerger>>();
  let last: OverlayGroup | undefined;
  for (;;) {
    const groups = await query(database, (sql) =>
      listOverlayGroups(sql, { serviceId, version }, { after: last, limit: groupsAtOnce }),
    );
    last = groups.at(-1);
    if (!last) return;
    const merged: MergedSettings[] = [];
    let turn = performance.now();
    for (const group of groups) {
      const { serviceVersion } = group;
      const merger =
        mergers.get(serviceVersion) ??
        overlayMerger(await definitionOf(database, serviceId, serviceVersion), after);
      mergers.set(serviceVersion, merger);
      merged.push(settled(group, merger(group.overlay), check));
      if (performance.now() - turn > longestTurn) {
        await setImmediate();
        turn = performance.now();
      }
    }
    yield merged;
  }
}

/** A definition that must be there. */
export async function definitionOf(
  database: Database,
  serviceId: string,
  version: string,
): Promise<ServiceDefinition> {
  return query(database, (sql) => getServiceDefinition(sql, serviceId, version));
}

function settled(
  { serviceVersion, overlayHash, towns }: OverlayGroup,
  { overlay, open, settings }: OverlayMerge,
  check: ReturnType<typeof overlayChecker>,
): MergedSettings {
  const stale = settings.filter((one) => one.stale.length > 0).length;
  const group = { serviceVersion, overlayHash, towns, stale };
  const left = open.map(({ place, state, legal }): Obstacle => {
    if (state === "kept" || state === "adopted") throw new Error("what is settled is not open");
    return { place, why: state, legal };
  });
  // What is left open may be what a problem comes from: it is looked at first.
  const unfit = left.length > 0 ? [] : check(overlay);
  const obstacles = [
    ...left,
    ...unfit.map(({ place }): Obstacle => {
      const read = readPlaceName(place);
      return { place, why: "unfit", legal: read !== undefined && isLegal(read) };
    }),
  ];
  return obstacles.length > 0
    ? { ...group, kind: "open", obstacles }
    : { ...group, kind: "clean", overlay, newHash: hashOf(overlay) };
}
