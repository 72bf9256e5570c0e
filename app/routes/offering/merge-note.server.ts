import type { VersionMerge } from "#app/administration/adjust/merge-version.server.ts";
import type { Decision, MergedSetting } from "#app/domain/overlay/merge-overlay.ts";
import type { PlaceName } from "#app/domain/overlay/place.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { shownPlace } from "./shown-value.server.ts";

/** Places that a note names of each kind; it is to be read. */
const mostNamed = 15;

/** What somebody decided when settings were taken over to another version, for the note of the revision; empty where nothing was. */
export function mergeNote(
  { adjustment: { service }, after, merge }: VersionMerge,
  decisions: ReadonlyMap<PlaceName, Decision>,
  language: Language,
): string {
  const t = serverI18n(language).getFixedT(language, "offering");
  const titleOf = ({ place, from, state, mine }: MergedSetting): string => {
    const isGone = state === "gone";
    const known = isGone ? service : after;
    const name = isGone ? (from ?? place) : place;
    const { word, subject } = shownPlace(known, name, language, mine);
    return subject === undefined ? t(`word.${word}`) : `${subject} – ${t(`word.${word}`)}`;
  };
  const lines = (["theirs", "mine", "other"] as const).flatMap((take) => {
    const taken = merge.settings.filter(({ place }) => decisions.get(place)?.take === take);
    if (taken.length === 0) return [];
    const named = taken.slice(0, mostNamed).map(titleOf);
    const left = taken.length - named.length;
    const places = [...named, ...(left > 0 ? [t("merge.note.more", { count: left })] : [])];
    return [t(`merge.note.${take}`, { places: places.join("; ") })];
  });
  if (lines.length === 0) return "";
  const versions = { from: service.version, to: after.version };
  return [t("merge.note.taken", versions), ...lines].join("\n");
}
