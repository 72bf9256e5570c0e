import type { VersionMerge } from "#app/administration/adjust/merge-version.server.ts";
import { retypeCodec } from "#app/administration/adjust/retype-setting.ts";
import { controlName, type SettingInput } from "#app/domain/inputs/setting-input.ts";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import type { Decision, MergedSetting } from "#app/domain/overlay/merge-overlay.ts";
import type { PlaceName } from "#app/domain/overlay/place.ts";
import type { Language } from "#app/i18n/languages.ts";
import { decidedPlaces } from "./clash-input.server.ts";
import { shownPlace, shownValue, type ShownPlace, type ShownValue } from "./shown-value.server.ts";

type Raw = Readonly<Record<string, readonly string[]>>;

/** One setting beside what the service said and says. */
export interface ShownMerge
  extends ShownPlace, Pick<MergedSetting, "state" | "legal" | "stale" | "obstacle"> {
  readonly base: ShownValue;
  readonly mine: ShownValue;
  readonly theirs: ShownValue;
  /** Why it does not go with the newer version although nothing of the service changed there. */
  readonly unfit?: OverlayProblem;
  /** How it is typed anew; empty where it cannot be. */
  readonly inputs: readonly SettingInput[];
}

/** All settings of a municipality beside a newer version of the service, in words. */
export function shownMerge(
  { adjustment: { service }, after, merge, unfit }: VersionMerge,
  language: Language,
): readonly ShownMerge[] {
  return merge.settings.map((one) => {
    const { place, from, state, legal, stale, obstacle, mine } = one;
    const isGone = state === "gone";
    const known = isGone ? service : after;
    const name = isGone ? (from ?? place) : place;
    const problem = unfit.find((found) => found.place === place);
    const shown = (value: unknown) => shownValue(known, name, value, language);
    // A question of one's own has a form of its own for all but a page that is gone.
    const mayRetype = place.startsWith("extra:") ? problem?.code === "page" : !isGone;
    const isAsked = state === "conflict" || problem !== undefined;
    return {
      ...shownPlace(known, name, language, mine),
      place,
      state,
      legal,
      stale,
      ...(obstacle && { obstacle }),
      ...(problem && { unfit: problem }),
      base: shown(one.base),
      mine: shown(mine),
      theirs: shown(one.theirs),
      inputs: isAsked && mayRetype ? (retypeCodec(after, place, mine)?.inputs(mine) ?? []) : [],
    };
  });
}

/** What somebody decided about each setting. */
export function readDecisions(
  { after, merge }: VersionMerge,
  raw: Raw,
): ReadonlyMap<PlaceName, Decision> {
  return new Map(
    decidedPlaces(raw).flatMap(([place, take]): (readonly [PlaceName, Decision])[] => {
      if (take === "mine" || take === "theirs") return [[place, { take }]];
      const setting = merge.settings.find((one) => one.place === place);
      const codec = setting && retypeCodec(after, place, setting.mine);
      if (take !== "other" || !codec) return [];
      const value = codec.read((part) => raw[controlName(place, part)] ?? []);
      return [[place, { take, value }]];
    }),
  );
}
