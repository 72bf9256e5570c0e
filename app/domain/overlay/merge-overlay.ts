import { compileOffering } from "../offering.ts";
import { matchNodes } from "../versions/match-nodes.ts";
import { isSame } from "../versions/change.ts";
import type { ServiceDefinition } from "../service.ts";
import type { Overlay, Setting } from "./overlay.ts";
import { obstacleAt, opennessOf, type Obstacle, type OpennessContext } from "./openness.ts";
import { nameOfPlace, readPlaceName, type Place, type PlaceName } from "./place.ts";
import { valueAt } from "./values.ts";

/** What became of one setting of a municipality under a newer version of its service. */
export interface MergedSetting {
  /** Its place in the newer version. */
  readonly place: PlaceName;
  /** Its place before, where that was another one. */
  readonly from?: PlaceName;
  /**
   * `kept`: nothing of the service changed there, or the setting is a question of one's own. `adopted`: the newer version says what
   * the municipality had set, so that the setting is not needed any more. The others need a decision: `conflict`: both changed it;
   * `gone`: the newer version has no such place; `closed`: it may not be set any more.
   */
  readonly state: "kept" | "adopted" | "conflict" | "gone" | "closed";
  readonly base: unknown;
  readonly mine: unknown;
  /** What the newer version says; null where nothing, or where there is no such place. */
  readonly theirs: unknown;
  readonly obstacle?: Obstacle;
  /** Whether fees, deadlines, legal bases, or what must be answered are at stake. */
  readonly legal: boolean;
  /** Languages whose text was not written for the German one that would count. */
  readonly stale: readonly string[];
}

export interface OverlayMerge {
  /** All that needs no decision, over the newer version. */
  readonly overlay: Overlay;
  /** In the order of the overlay. */
  readonly settings: readonly MergedSetting[];
  /** Those that need a decision. */
  readonly open: readonly MergedSetting[];
}

/**
 * Takes a municipality's settings over to a newer version of its service: base (what the service said when they were made), mine, and
 * theirs (what it says now), place by place. Nothing is decided silently: what both changed, and what cannot stand any more, is told.
 */
export function mergeOverlay(
  before: ServiceDefinition,
  after: ServiceDefinition,
  overlay: Overlay,
): OverlayMerge {
  return overlayMerger(before, after)(overlay);
}

/** The same for many overlays over the same two versions: what those have in common is made out once. */
export function overlayMerger(
  before: ServiceDefinition,
  after: ServiceDefinition,
): (overlay: Overlay) => OverlayMerge {
  const { paths } = matchNodes(compileOffering(before), compileOffering(after));
  const context = opennessOf(after);
  return (overlay) => merge(overlay, after, paths, context);
}

function merge(
  overlay: Overlay,
  after: ServiceDefinition,
  paths: ReadonlyMap<string, string>,
  context: OpennessContext,
): OverlayMerge {
  const settings = Object.entries(overlay).flatMap(
    ([name, { value: mine, base }]): MergedSetting[] => {
      const old = readPlaceName(name);
      if (!old) return [];
      const now = movedPlace(old, paths);
      const place = now ?? old;
      const theirs = now && valueAt(after, now);
      const obstacle = obstacleAt(context, place);
      const state = stateOf({ base, mine, theirs, obstacle });
      const moved = nameOfPlace(place);
      return [
        {
          place: moved,
          ...(moved !== name && { from: name }),
          state,
          base,
          mine,
          theirs: theirs ?? null,
          ...(obstacle && state === "closed" && { obstacle }),
          legal: isLegal(place),
          stale: staleLanguages(mine, base, theirs ?? null),
        },
      ];
    },
  );
  const kept = settings.filter(({ state }) => state === "kept");
  return {
    overlay: Object.fromEntries(
      kept.map(({ place, mine, theirs }) => [place, { value: mine, base: theirs }]),
    ),
    settings,
    open: settings.filter(({ state }) => ["conflict", "gone", "closed"].includes(state)),
  };
}

function stateOf(one: {
  readonly base: unknown;
  readonly mine: unknown;
  /** Undefined: there is no such place. */
  readonly theirs: unknown;
  readonly obstacle: Obstacle | undefined;
}): MergedSetting["state"] {
  const { base, mine, theirs, obstacle } = one;
  if (theirs === undefined || obstacle?.code === "unknown") return "gone";
  if (isSame(mine, theirs)) return "adopted";
  if (obstacle) return "closed";
  return isSame(base, theirs) ? "kept" : "conflict";
}

/** Undefined where the question or group is gone: what stands at its address by now is another one. */
function movedPlace(place: Place, paths: ReadonlyMap<string, string>): Place | undefined {
  if (place.kind !== "node") return place;
  const path = paths.get(place.path);
  return path === undefined ? undefined : { ...place, path };
}

/** Facts beside the form from which a right follows: what it costs, needs, and takes, and by which law. */
const legalFacts: ReadonlySet<string> = new Set([
  "needs",
  "fee",
  "legalBasis",
  "processing",
  "retentionDays",
  "assurance",
]);

/** Places whose change may give or take a right, and that somebody has to look at with the law in hand. */
export function isLegal(place: Place): boolean {
  switch (place.kind) {
    case "fee":
    case "extra":
      return true;
    case "about":
      return legalFacts.has(place.part);
    case "node":
      return place.part === "required" || place.part === "omitted";
    default:
      return false;
  }
}

/**
 * Languages that stayed as they were although the German text differs from the one they were written for: of a text, and of all texts
 * in a list or an object. Those of a list are compared with those at the same place of it.
 */
export function staleLanguages(mine: unknown, base: unknown, theirs: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (own: unknown, others: readonly unknown[]): void => {
    if (typeof own !== "object" || own === null) return;
    if (isText(own)) {
      const sources = others.filter(isText);
      for (const language of Object.keys(own)) {
        const isStale = sources.some(
          (source) => source[language] === own[language] && source["de"] !== own["de"],
        );
        if (language !== "de" && isStale) found.add(language);
      }
      return;
    }
    for (const [name, part] of Object.entries(own))
      visit(
        part,
        others.map((other) => memberOf(other, name)),
      );
  };
  visit(mine, [base, theirs]);
  return [...found];
}

function isText(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" && value !== null && "de" in value && typeof value.de === "string"
  );
}

function memberOf(whole: unknown, name: string): unknown {
  if (typeof whole !== "object" || whole === null || !Object.hasOwn(whole, name)) return undefined;
  return (whole as Readonly<Record<string, unknown>>)[name];
}

/** How somebody settles a setting: by its place in the newer version. What needs no decision may have one all the same. */
export type Decision =
  | { readonly take: "mine" }
  | { readonly take: "theirs" }
  | { readonly take: "other"; readonly value: unknown };

/** The overlay once everything is decided; undefined as long as something is not. */
export function settleMerge(
  { settings }: Pick<OverlayMerge, "settings">,
  decisions: ReadonlyMap<PlaceName, Decision>,
): Overlay | undefined {
  const settled: Record<PlaceName, Setting> = {};
  for (const { place, mine, theirs, state } of settings) {
    if (state === "adopted") continue;
    const decision = decisions.get(place) ?? (state === "kept" ? { take: "mine" } : undefined);
    if (!decision) return undefined;
    if (decision.take === "theirs") continue;
    // What is gone or closed cannot stand, whatever somebody would like.
    if (state === "gone" || state === "closed") return undefined;
    const value = decision.take === "mine" ? mine : decision.value;
    if (decision.take === "mine" || !isSame(value, theirs))
      settled[place] = { value, base: theirs };
  }
  return settled;
}
