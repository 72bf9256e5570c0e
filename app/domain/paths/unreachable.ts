import type { Offering } from "../offering.ts";
import { joinPath, parentPath, type NodePath } from "../path.ts";
import { codesOf } from "./decisions.ts";
import { all, none, type Region } from "./diagram.ts";
import type { PathModel } from "./path-model.ts";

/** Something that nobody gets to see on any way to the end. */
export interface Unreachable {
  readonly kind: "page" | "question" | "option";
  /** Id of the page, or node path. */
  readonly path: NodePath;
  /** Of an option. */
  readonly code?: string;
}

/** Finds what nobody can reach. `possibleWith`: what is left of a region on the ways to the end. */
export function findUnreachable(
  model: PathModel,
  possibleWith: (region: Region) => Region,
): readonly Unreachable[] {
  const reached = new Map<string, boolean>();
  const note = (key: string, region: Region): void => {
    if (reached.get(key) === true) return;
    reached.set(key, region === all || (region !== none && possibleWith(region) !== none));
  };
  const gates = presenceQuestions(model.offering);
  for (const { kind, path, page, region } of model.facts) {
    // Whether a group is there is not asked where rules know it already: nothing is lost.
    if (kind === "mandatory" || gates.has(path)) continue;
    note(`page ${model.layout.pages[page]?.placed.page.id ?? ""}`, region);
    if (kind === "asked") note(`question ${path}`, region);
  }
  noteOptions(model, reached, note);
  return [...reached].flatMap(([key, isReached]): Unreachable[] => {
    const [kind = "", path = "", ...code] = key.split(" ");
    if (isReached || (kind === "option" && reached.get(`question ${path}`) === false)) return [];
    return [
      {
        kind: kind as Unreachable["kind"],
        path,
        ...(kind === "option" && { code: code.join(" ") }),
      },
    ];
  });
}

function presenceQuestions({ nodes }: Offering): ReadonlySet<NodePath> {
  return new Set(
    [...nodes.values()].flatMap(({ path, node }) =>
      node.type === "group" && node.presence !== undefined
        ? [joinPath(parentPath(path), node.presence)]
        : [],
    ),
  );
}

function noteOptions(
  { decisions, offering, regions, diagram }: PathModel,
  reached: ReadonlyMap<string, boolean>,
  note: (key: string, region: Region) => void,
): void {
  for (const { name, path, kind, classes } of decisions) {
    const node = offering.nodes.get(path)?.node;
    if (kind !== "answer" || node?.type !== "field" || codesOf(offering, node).length === 0)
      continue;
    for (const { values } of classes) {
      const codes = values.flat().filter((code) => typeof code === "string");
      const open = codes.filter((code) => reached.get(`option ${path} ${code}`) !== true);
      if (open.length === 0) continue;
      const region = diagram.and(
        regions.applies(name),
        regions.takes(name, (value) => value === values[0]),
        regions.allows(name, values[0]),
      );
      for (const code of open) note(`option ${path} ${code}`, region);
    }
  }
}
