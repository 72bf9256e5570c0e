import { isSame } from "../../domain/versions/change.ts";
import type { Edits } from "../../domain/overlay/edit-overlay.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import { nameOfPlace, type Place, type PlaceName } from "../../domain/overlay/place.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { codecOf } from "./codec-of.ts";
import {
  controlName,
  readControlName,
  resetName,
  type SettingCodec,
} from "../../domain/inputs/setting-input.ts";
import { settingsForm } from "./settings-form.ts";

type FormPlace = Exclude<Place, { kind: "extra" }>;
type Raw = Readonly<Record<string, readonly string[]>>;

/**
 * What was typed into the form of a section. Only what differs from what the form had shown is set; what was not shown (fixed, or on
 * another page) is never touched.
 */
export function readSettings(
  service: ServiceDefinition,
  seen: Overlay,
  places: readonly FormPlace[],
  raw: Raw,
): Edits {
  const byName = new Map(places.map((place) => [nameOfPlace(place), place]));
  const edits = new Map<PlaceName, unknown>();
  for (const { place: name, inputs } of settingsForm(service, seen, places).settings) {
    const place = byName.get(name);
    if (!place) continue;
    if (raw[resetName(name)]?.[0] === "on") {
      edits.set(name, undefined);
      continue;
    }
    const codec: SettingCodec = codecOf(service, place);
    const before = codec.read((part) => inputs.find((input) => input.part === part)?.value ?? []);
    const typed = codec.read((part) => raw[controlName(name, part)] ?? []);
    if (!isSame(before, typed)) edits.set(name, typed);
  }
  return edits;
}

/**
 * Texts that stood in the form at places which the service does not have there any more: somebody else has taken the draft to another
 * version meanwhile. Those of `seen` are stored.
 */
export function strayTexts(
  service: ServiceDefinition,
  seen: Overlay,
  places: readonly FormPlace[],
  raw: Raw,
): readonly string[] {
  const known = new Set(settingsForm(service, seen, places).settings.map(({ place }) => place));
  const stray = Object.entries(raw).flatMap(([name, values]) => {
    const place = readControlName(name)?.place;
    return place === undefined || known.has(place) || Object.hasOwn(seen, place) ? [] : values;
  });
  // A box that is ticked says "on".
  return [...new Set(stray.map((text) => text.trim()))].filter((one) => one !== "" && one !== "on");
}

/** The settings of these places, for the form to bring back as what it had shown. */
export function seenIn(overlay: Overlay, places: readonly Place[]): Overlay {
  const names = new Set(places.map(nameOfPlace));
  return Object.fromEntries(Object.entries(overlay).filter(([name]) => names.has(name)));
}
