import { applyOverlay } from "#app/domain/overlay/apply-overlay.ts";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import { nodeAt } from "#app/domain/overlay/node-at.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { textIn, type Language } from "#app/domain/text.ts";
import { shownPlace, type ShownPlace } from "./shown-value.server.ts";

/** What is wrong with what is set, and the name of the place; absent where it is no place in particular. */
export interface ShownProblem {
  readonly problem: OverlayProblem;
  readonly place?: ShownPlace;
}

/** Problems of an overlay with the names of places, questions and pages that people know. */
export function shownProblems(
  service: ServiceDefinition,
  overlay: Overlay,
  problems: readonly OverlayProblem[],
  language: Language,
): readonly ShownProblem[] {
  const offered = applyOverlay(service, overlay);
  return problems.map((problem) => ({
    problem: withNames(offered, problem, language),
    ...(problem.place !== "" && {
      place: shownPlace(service, problem.place, language, overlay[problem.place]?.value),
    }),
  }));
}

/** The same, with the names of questions, pages and fees in place of their paths. */
export function withNames(
  offered: ServiceDefinition,
  problem: OverlayProblem,
  language: Language,
): OverlayProblem {
  const named = (path: string) => nameOfPath(offered, path, language);
  if (problem.code === "stuck") return { ...problem, path: named(problem.path) };
  if (problem.code !== "breaks") return problem;
  return { ...problem, problem: { ...problem.problem, path: named(problem.problem.path) } };
}

function nameOfPath(offered: ServiceDefinition, path: string, language: Language): string {
  const [, entry] = /^fees\/(.+)$/.exec(path) ?? [];
  const { table = {}, positions = [] } = offered.fees ?? {};
  const fee =
    entry === undefined
      ? undefined
      : (positions.find(({ id }) => id === entry)?.label ??
        (Object.hasOwn(table, entry) ? table[entry]?.label : undefined));
  const found =
    fee ??
    nodeAt(offered.nodes, path)?.label ??
    offered.pages.find(({ id }) => id === path)?.title ??
    (path === "" ? offered.name : undefined);
  return found ? textIn(found, language) : path;
}
