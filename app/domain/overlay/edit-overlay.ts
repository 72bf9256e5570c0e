import { isSame } from "../versions/change.ts";
import type { ServiceDefinition } from "../service.ts";
import type { Overlay, Setting } from "./overlay.ts";
import { readPlaceName, type PlaceName } from "./place.ts";
import { valueAt } from "./values.ts";

/** What somebody sets anew: a value by place; undefined takes the setting away. */
export type Edits = ReadonlyMap<PlaceName, unknown>;

/** The overlay with some places set anew. Setting what the service says anyway takes the setting away. */
export function editOverlay(service: ServiceDefinition, overlay: Overlay, edits: Edits): Overlay {
  const next = new Map<PlaceName, Setting>(Object.entries(overlay));
  for (const [name, value] of edits) {
    const place = readPlaceName(name);
    const base = place && (valueAt(service, place) ?? null);
    if (value === undefined || base === undefined || isSame(value, base)) next.delete(name);
    else next.set(name, { value, base });
  }
  return Object.fromEntries(next);
}

/** One place at which two overlays differ; null: not set there. */
export interface OverlayChange {
  readonly place: PlaceName;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a revision changes against another one, in the order of their places. */
export function diffOverlays(before: Overlay, after: Overlay): readonly OverlayChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((place): OverlayChange[] => {
    const [old, now] = [valueIn(before, place), valueIn(after, place)];
    const isUnchanged =
      old === undefined ? now === undefined : now !== undefined && isSame(old, now);
    return isUnchanged ? [] : [{ place, before: old ?? null, after: now ?? null }];
  });
}

/** What two editors did at the same place. */
export interface EditClash {
  readonly place: PlaceName;
  /** Null: not set, so that what the service says counts. */
  readonly mine: Setting | null;
  readonly theirs: Setting | null;
}

/** What one of the two set at the places where they clash, for a form to bring back; what does not stand in it is not set. */
export function sideOf(clashes: readonly EditClash[], side: "mine" | "theirs"): Overlay {
  return Object.fromEntries(
    clashes.flatMap((clash) => {
      const setting = clash[side];
      return setting ? [[clash.place, setting]] : [];
    }),
  );
}

/**
 * Joins what two editors made of the same overlay. What only one of them touched counts; where both set something else, theirs
 * (stored first) stays and the clash is told.
 */
export function joinEdits(
  base: Overlay,
  theirs: Overlay,
  edits: Edits,
  service: ServiceDefinition,
): { readonly overlay: Overlay; readonly clashes: readonly EditClash[] } {
  const clashes: EditClash[] = [];
  const fine = new Map<PlaceName, unknown>();
  const mine = editOverlay(service, base, edits);
  for (const [place, value] of edits) {
    const [old, now, own] = [base, theirs, mine].map((one) => valueIn(one, place));
    const theyDid =
      !isSame(old ?? null, now ?? null) || (old === undefined) !== (now === undefined);
    const iDid = !isSame(old ?? null, own ?? null) || (old === undefined) !== (own === undefined);
    if (!iDid) continue;
    if (theyDid && !isSame(now ?? null, own ?? null))
      clashes.push({ place, mine: settingIn(mine, place), theirs: settingIn(theirs, place) });
    else fine.set(place, value);
  }
  return { overlay: editOverlay(service, theirs, fine), clashes };
}

function settingIn(overlay: Overlay, place: PlaceName): Setting | null {
  return Object.hasOwn(overlay, place) ? (overlay[place] ?? null) : null;
}

function valueIn(overlay: Overlay, place: PlaceName): unknown {
  return Object.hasOwn(overlay, place) ? overlay[place]?.value : undefined;
}
