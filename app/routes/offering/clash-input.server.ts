import type { Setting } from "#app/domain/overlay/overlay.ts";
import { overlaySchema, type Overlay } from "#app/domain/overlay/overlay.ts";
import { sideOf, type EditClash, type Edits } from "#app/domain/overlay/edit-overlay.ts";
import { readPlaceName, type PlaceName } from "#app/domain/overlay/place.ts";
import { valueAt } from "#app/domain/overlay/values.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { Language } from "#app/domain/text.ts";
import { takeName } from "./take-name.ts";
import { shownPlace, shownValue } from "./shown-value.server.ts";

type Raw = Readonly<Record<string, readonly string[]>>;

/** What the form had shown as set; a form that brings none back has shown nothing as set. Throws 400 for what is none. */
export function readSeen(text: string | undefined): Overlay {
  try {
    return overlaySchema.parse(JSON.parse(text ?? "{}"));
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** What somebody decided to set all the same, of what two have set. What is `theirs` is stored already. */
export function readMerge(raw: Raw): Edits {
  const mine = readSeen(raw["mine"]?.[0]);
  return new Map(
    [...readSides(raw)]
      .filter(([, take]) => take === "mine")
      .map(([place]) => [place, Object.hasOwn(mine, place) ? mine[place]?.value : undefined]),
  );
}

/** Which side was chosen, by place; what is neither counts as not chosen. */
export function readSides(raw: Raw): ReadonlyMap<PlaceName, "mine" | "theirs"> {
  return new Map(
    decidedPlaces(raw).flatMap(([place, take]) =>
      take === "mine" || take === "theirs" ? [[place, take] as const] : [],
    ),
  );
}

/** What was chosen, by place. */
export function decidedPlaces(raw: Raw): readonly (readonly [PlaceName, string])[] {
  const mark = takeName("");
  return Object.entries(raw).flatMap(([name, [take]]) => {
    const place = name.slice(mark.length);
    return name.startsWith(mark) && take !== undefined && readPlaceName(place)
      ? [[place, take] as const]
      : [];
  });
}

/** What two people set at the same places, to be read. Where one of them set nothing, what the service says counts. */
export function shownClashes(
  service: ServiceDefinition,
  clashes: readonly EditClash[],
  language: Language,
) {
  return clashes.map(({ place: name, mine, theirs }) => {
    const place = readPlaceName(name);
    const given = place ? (valueAt(service, place) ?? null) : null;
    const shown = (side: Setting | null) =>
      shownValue(service, name, side ? side.value : given, language);
    return {
      ...shownPlace(service, name, language, (theirs ?? mine)?.value),
      mine: shown(mine),
      theirs: shown(theirs),
    };
  });
}

/** The same as the page shows it and as its form brings it back. */
export function clashAnswer(
  service: ServiceDefinition,
  clashes: readonly EditClash[],
  language: Language,
) {
  return {
    kind: "clash" as const,
    clashes: shownClashes(service, clashes, language),
    mine: JSON.stringify(sideOf(clashes, "mine")),
    seen: JSON.stringify(sideOf(clashes, "theirs")),
  };
}
