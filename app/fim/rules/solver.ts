import type { Condition } from "#app/domain/condition.ts";
import { evaluateCondition, pathsOf } from "#app/domain/evaluate.ts";
import { domainOf, stateDomain, statePath, type Cell } from "./domains.ts";
import { isWithin, type RuleStructure } from "./structure.ts";

/** So many cases are looked at; where there are more, nothing is claimed. */
const mostCases = 50_000;

export type Case = ReadonlyMap<string, Cell>;

export interface SolverOptions {
  /** Leave out unanswered fields that must be answered: for comparing what rules mean. */
  readonly onlyAnswered?: boolean;
}

/**
 * All cases that conditions can tell apart: each field they look at takes one value of each kind that makes a
 * difference, unanswered included. Undefined where there are too many.
 */
export function casesOf(
  conditions: readonly Condition[],
  structure: RuleStructure,
  options: SolverOptions = {},
): readonly Case[] | undefined {
  const paths = [...new Set(conditions.flatMap(pathsOf))];
  const domains = paths.map((path) => {
    const values = domainOf(path, conditions, structure);
    const mustBeAnswered = options.onlyAnswered && (structure.elements.get(path)?.min ?? 0) > 0;
    const answered = values.filter((value) => value !== undefined);
    return [path, mustBeAnswered && answered.length > 0 ? answered : values] as const;
  });
  const states = stateDomain(conditions);
  if (states.length > 0) domains.push([statePath, states]);
  const count = domains.reduce((product, [, values]) => product * values.length, 1);
  if (count > mostCases) return undefined;
  let cases = [new Map<string, Cell>()];
  for (const [path, values] of domains) {
    cases = cases.flatMap((partial) =>
      values.map((value) => new Map<string, Cell>([...partial, [path, value]])),
    );
  }
  return cases.filter((candidate) => isPossible(candidate, paths));
}

/** A group is not empty while something in it is answered. */
function isPossible(candidate: Case, paths: readonly string[]): boolean {
  return paths.every(
    (path) =>
      candidate.get(path) === undefined ||
      paths.every((group) => !isWithin(path, group) || candidate.get(group) !== undefined),
  );
}

export function holdsIn(condition: Condition, candidate: Case): boolean {
  return evaluateCondition(condition, (path) => candidate.get(path));
}

/** Whether conditions can hold together; undefined where there are too many cases to tell. */
export function canHoldTogether(
  conditions: readonly Condition[],
  structure: RuleStructure,
): boolean | undefined {
  const cases = casesOf(conditions, structure);
  return cases?.some((candidate) => conditions.every((condition) => holdsIn(condition, candidate)));
}
