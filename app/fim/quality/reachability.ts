import type { Condition } from "#app/domain/condition.ts";
import { evaluateCondition, pathsOf } from "#app/domain/evaluate.ts";
import { inheritedCondition, termsOf, type Offering } from "#app/domain/offering.ts";
import { parentPath } from "#app/domain/path.ts";
import { possibleAnswers } from "#app/domain/possible-answers.ts";

/** Whether some answers make all conditions hold at once; also true where there are too many to try out. */
export function canHold(
  offering: Offering,
  conditions: readonly Condition[],
  dead: ReadonlySet<string> = new Set(),
): boolean {
  const cases = possibleAnswers(offering, conditions);
  if (!cases) return true;
  const gone = conditions.flatMap(pathsOf).filter((path) => dead.has(path));
  return cases.some(
    (lookup) =>
      gone.every((path) => lookup(path) === undefined) &&
      conditions.every((condition) => evaluateCondition(condition, lookup)),
  );
}

/**
 * Paths of nodes that no answers can bring about, what hangs on them included. Grows until nothing more is found:
 * whoever hangs on a question that is never asked is never asked either.
 */
export function deadNodes(offering: Offering): ReadonlySet<string> {
  const dead = new Set<string>();
  /** Never asked and never answered by a rule either: nothing can hang on it. */
  const silent = new Set<string>();
  const isGiven = (path: string): boolean => {
    const { given } = termsOf(offering, path);
    return given !== undefined && canHold(offering, [given]);
  };
  const candidates = [...offering.nodes.keys()].flatMap((path) => {
    if (termsOf(offering, path).applies.length === 0) return [];
    const condition = inheritedCondition(offering, path);
    return condition ? [{ path, condition }] : [];
  });
  for (let before = -1; before < dead.size;) {
    before = dead.size;
    for (const { path, condition } of candidates) {
      if (dead.has(path) || canHold(offering, [condition], silent)) continue;
      dead.add(path);
      if (!isGiven(path)) silent.add(path);
    }
    for (const path of offering.nodes.keys()) {
      if (!dead.has(parentPath(path))) continue;
      dead.add(path);
      silent.add(path);
    }
  }
  return dead;
}
