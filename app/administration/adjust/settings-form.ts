import { compileOffering } from "../../domain/offering.ts";
import { isLegal, staleLanguages } from "../../domain/overlay/merge-overlay.ts";
import { obstacleAt, opennessOf, type Obstacle } from "../../domain/overlay/openness.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import {
  aboutParts,
  nameOfPlace,
  nodeParts,
  pageParts,
  type Place,
  type PlaceName,
} from "../../domain/overlay/place.ts";
import { subjectOf, wordOf } from "../../domain/overlay/place-words.ts";
import { valueAt } from "../../domain/overlay/values.ts";
import { parentPath } from "../../domain/path.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import type { Text } from "../../domain/text.ts";
import { codecOf } from "./codec-of.ts";
import type { SettingInput } from "../../domain/inputs/setting-input.ts";

type FormPlace = Exclude<Place, { kind: "extra" }>;

/** A part of the form: facts, fees, or what one page of the service asks. */
export interface Section {
  /** Part of the address: `angaben`, `kosten`, `seite-<id>`. */
  readonly id: string;
  /** Of a page. */
  readonly title?: Text;
}

/** One setting as a form asks for it. */
export interface Setting {
  readonly place: PlaceName;
  /** Which word of the portal names it, e.g. `about.needs`, `node.hint`. */
  readonly word: string;
  /** What it is about: a question, a page, an entry of the fee table. */
  readonly subject?: Text;
  readonly inputs: readonly SettingInput[];
  /** Whether the municipality has set it. */
  readonly own: boolean;
  /** What the service says, as the same controls would show it. */
  readonly given: readonly SettingInput[];
  readonly legal: boolean;
  /** Languages whose text was written for another German one. */
  readonly stale: readonly string[];
}

/** What may not be set, and why. */
export interface Fixed {
  readonly word: string;
  readonly subject?: Text;
  readonly obstacle: Obstacle;
}

export function sectionsOf(service: ServiceDefinition): readonly Section[] {
  return [
    { id: "angaben" },
    ...(service.fees ? [{ id: "kosten" }] : []),
    ...service.pages
      .filter(({ kind }) => kind === "questions")
      .map(({ id, title }) => ({ id: `seite-${id}`, title })),
  ];
}

/** The places of a section, in reading order; undefined where there is no such section. */
export function placesIn(
  service: ServiceDefinition,
  section: string,
): readonly FormPlace[] | undefined {
  if (section === "angaben") return aboutParts.map((part) => ({ kind: "about", part }) as const);
  if (section === "kosten" && service.fees) {
    return Object.keys(service.fees.table).map((entry) => ({ kind: "fee", entry }) as const);
  }
  const page = compileOffering(service).pages.find(({ page: { id } }) => `seite-${id}` === section);
  if (page?.page.kind !== "questions") return undefined;
  const groups = new Set<string>();
  const lists = new Set<string>();
  const roots = new Set(page.page.nodes);
  const nodes = page.fields.flatMap(({ path, node }): FormPlace[] => {
    if ("list" in node.options) lists.add(node.options.list);
    const above: string[] = [];
    // The groups around it that stand on this page, from outside in.
    for (let at = path; at !== "" && !roots.has(at); at = parentPath(at))
      above.unshift(parentPath(at));
    const fresh = above.filter((group) => group !== "" && !groups.has(group));
    fresh.forEach((group) => groups.add(group));
    return [...fresh, path].flatMap((one) =>
      nodeParts
        .filter((part) => part !== "required" || one === path)
        .map((part) => ({ kind: "node", path: one, part }) as const),
    );
  });
  return [
    ...pageParts.map((part) => ({ kind: "page", id: page.page.id, part }) as const),
    ...nodes,
    ...[...lists].map((key) => ({ kind: "list", key }) as const),
  ];
}

/** The form of a section, over what is set; `typed` in its place where it was refused. */
export function settingsForm(
  service: ServiceDefinition,
  overlay: Overlay,
  places: readonly FormPlace[],
): { readonly settings: readonly Setting[]; readonly fixed: readonly Fixed[] } {
  const context = opennessOf(service);
  const settings: Setting[] = [];
  const fixed: Fixed[] = [];
  for (const place of places) {
    const name = nameOfPlace(place);
    const said = { word: wordOf(place), ...subjectOf(service, place) };
    const obstacle = obstacleAt(context, place);
    if (obstacle) {
      if (obstacle.code !== "unknown" && obstacle.code !== "unasked")
        fixed.push({ ...said, obstacle });
      continue;
    }
    const codec = codecOf(service, place);
    const given = valueAt(service, place) ?? null;
    const own = Object.hasOwn(overlay, name) ? overlay[name] : undefined;
    settings.push({
      place: name,
      ...said,
      inputs: codec.inputs(own ? own.value : given),
      own: own !== undefined,
      given: codec.inputs(given),
      legal: isLegal(place),
      stale: own ? staleLanguages(own.value, own.base, given) : [],
    });
  }
  return { settings, fixed };
}
