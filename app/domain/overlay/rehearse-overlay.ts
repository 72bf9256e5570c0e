import { pathsOf } from "../evaluate.ts";
import { compileOffering, type Offering } from "../offering.ts";
import type { DeadEnd } from "../paths/dead-ends.ts";
import { findPaths, type FindOptions } from "../paths/find-paths.ts";
import { rehearse } from "../paths/rehearse.ts";
import type { ServiceDefinition } from "../service.ts";
import { applyOverlay } from "./apply-overlay.ts";
import type { OverlayProblem } from "./check-overlay.ts";
import type { Overlay } from "./overlay.ts";
import { placeOfProblem } from "./place-of-problem.ts";

/**
 * Looks for ends without a way out that the service does not have by itself, and sends example persons through the form with the
 * settings. Where one does not get through, it cannot be offered. Takes seconds for large ones.
 */
export function rehearseOverlay(
  service: ServiceDefinition,
  overlay: Overlay,
  options: FindOptions,
): readonly OverlayProblem[] {
  const offering = compileOffering(applyOverlay(service, overlay));
  const known = new Set(findPaths(compileOffering(service), options).deadEnds.map(keyOf));
  const ends = findPaths(offering, options).deadEnds.filter((end) => !known.has(keyOf(end)));
  const stumbles = rehearse(offering, options).stumbles.filter(({ kind }) => kind !== "noExample");
  const problem = (path: string, about: readonly string[]): OverlayProblem => ({
    place: placeOfProblem(overlay, withLists(offering, about)),
    code: "stuck",
    path,
  });
  return [
    ...ends.map((end) =>
      problem(end.path || (end.page ?? ""), [end.path, ...askedBy(offering, end)]),
    ),
    ...stumbles.map(({ path }) => problem(path, [path])),
  ];
}

/** One that is there always is another one than one that is there after certain answers. */
function keyOf({ kind, path, page, rule, when }: DeadEnd): string {
  return JSON.stringify([kind, path, page, rule?.id, Object.keys(when).length === 0]);
}

/** The questions that the broken rule is about. */
function askedBy({ service }: Offering, { path, rule }: DeadEnd): readonly string[] {
  return service.rules
    .filter(({ id, bearer }) => id === rule?.id && bearer === path)
    .flatMap(({ condition }) => pathsOf(condition));
}

/** Paths, each with the list from which its question is answered. */
function withLists({ nodes }: Offering, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const node = nodes.get(path)?.node;
    return node?.type === "field" && "list" in node.options ? [path, node.options.list] : [path];
  });
}
