import { controlName, resetName, type SettingInput } from "../../domain/inputs/setting-input.ts";
import { nodesByPath } from "../../domain/nodes-by-path.ts";
import type { NodePath } from "../../domain/path.ts";
import type { Node } from "../../domain/service.ts";
import type { Text } from "../../domain/text.ts";
import { isSame } from "../../domain/versions/change.ts";
import { NotJson } from "./package-codecs.ts";
import type { FormOf, FormPlace } from "./package-places.ts";
import { nameOfPackagePlace, sayingAt, type PackagePlaceName, type SeenSayings } from "./places.ts";

/** One place as a form asks for it. */
export interface PackageSetting {
  readonly place: PackagePlaceName;
  /** Which word of the portal names it: `node.label`, `description.summary`, `member.fees`. */
  readonly word: string;
  readonly inputs: readonly SettingInput[];
  /** Whether the package says something over the schema there. */
  readonly own: boolean;
  /** What the schema says, as the same controls would show it. */
  readonly given: readonly SettingInput[];
}

/** Places that are shown together: the page, or one of its questions and groups. */
export interface SettingGroup {
  /** Node path; absent for facts and the page itself. */
  readonly path?: NodePath;
  readonly subject?: Text;
  readonly type?: Node["type"];
  readonly settings: readonly PackageSetting[];
}

/** The form of places over what the package says. */
export function packageForm(
  workpiece: FormOf,
  places: readonly FormPlace[],
): readonly SettingGroup[] {
  const nodes = nodesByPath(workpiece.built.service.nodes);
  const groups = Map.groupBy(places, ({ path }) => path);
  return [...groups].map(([path, members]) => {
    const node = path === undefined ? undefined : nodes.get(path);
    return {
      ...(path !== undefined && { path }),
      ...(node && { subject: node.label, type: node.type }),
      settings: members.map(({ place, word, codec, given }): PackageSetting => {
        const saying = sayingAt(workpiece.package, place);
        const isLaid = given !== null || word.startsWith("node.") || word.startsWith("page.");
        return {
          place: nameOfPackagePlace(place),
          word,
          inputs: codec.inputs(codec.shown(saying, given)),
          own: isLaid && saying !== null,
          given: given === null ? [] : codec.inputs(given),
        };
      }),
    };
  });
}

/** What the package says at places, for the form to bring back as what it had shown. */
export function seenAt(given: object, places: readonly Pick<FormPlace, "place">[]): SeenSayings {
  return Object.fromEntries(
    places.map(({ place }) => [nameOfPackagePlace(place), sayingAt(given, place)]),
  );
}

type Raw = Readonly<Record<string, readonly string[]>>;

export interface ReadEdits {
  readonly edits: ReadonlyMap<PackagePlaceName, unknown>;
  /** Where JSON belongs and none was typed, with the reason. */
  readonly notJson: readonly { readonly place: PackagePlaceName; readonly reason: string }[];
}

/** What was typed into the form of a section: only what differs from what the form had shown. */
export function readPackageForm(
  places: readonly FormPlace[],
  seen: SeenSayings,
  raw: Raw,
): ReadEdits {
  const edits = new Map<PackagePlaceName, unknown>();
  const notJson: { place: PackagePlaceName; reason: string }[] = [];
  for (const { place, codec, given } of places) {
    const name = nameOfPackagePlace(place);
    // What the form did not show is never touched.
    if (!Object.hasOwn(seen, name)) continue;
    if (raw[resetName(name)]?.[0] === "on") {
      edits.set(name, null);
      continue;
    }
    const shown = codec.inputs(codec.shown(seen[name] ?? null, given));
    const before = codec.read((part) => shown.find((input) => input.part === part)?.value ?? []);
    const typed = codec.read((part) => raw[controlName(name, part)] ?? []);
    if (typed instanceof NotJson) notJson.push({ place: name, reason: typed.reason });
    else if (!isSame(before, typed)) edits.set(name, codec.saying(typed, given));
  }
  return { edits, notJson };
}
