import type { Value } from "../fields/kinds.ts";
import type { Component } from "./components.ts";
import { none, type Combination, type Region } from "./diagram.ts";
import type { Broken, Goal } from "./goals.ts";
import type { PathModel } from "./path-model.ts";

/** How the decisions of a component fall for one example person. */
export interface Example {
  readonly combination: Combination;
  /** The very answers, by numbers of decisions. */
  readonly values: ReadonlyMap<number, Value | undefined>;
  /** Rules broken at first, and how. */
  readonly broken: readonly BrokenExample[];
}
export interface BrokenExample {
  readonly broken: Broken;
  readonly combination: Combination;
}

/** Enough for every service that people can fill in. */
const mostExamples = 100;

/**
 * Finds few ways through a component that together show all goals: each takes on as many as go together, and what is
 * left over is for the next. Greedy, hence small and not proven to be the smallest.
 */
export function coverGoals(
  model: PathModel,
  { possible, decisions }: Component,
  goals: readonly Goal[],
  shown: Set<string>,
): readonly Example[] {
  const { diagram } = model;
  if (possible === none) return [];
  const examples: Example[] = [];
  const usage = new Map<string, number>();
  const feasible = goals.filter(({ region }) => diagram.and(possible, region) !== none);
  while (examples.length < mostExamples) {
    const left = feasible.filter(({ key }) => !shown.has(key));
    if (left.length === 0 && examples.length > 0) break;
    let region = possible;
    const pinned = new Map<number, Value>();
    const taken: Goal[] = [];
    for (const goal of left) {
      const pin = goal.answer;
      if (shown.has(goal.key) || (pin && pinned.has(pin.decision))) continue;
      const both = diagram.and(region, goal.region);
      if (both === none) continue;
      region = both;
      taken.push(goal);
      shown.add(goal.key);
      if (pin) pinned.set(pin.decision, pin.value);
    }
    examples.push(exampleIn(region, model, decisions, { pinned, taken, usage }));
  }
  return examples;
}

interface Choice {
  readonly pinned: ReadonlyMap<number, Value>;
  readonly taken: readonly Goal[];
  /** How often each answer was chosen so far. */
  readonly usage: Map<string, number>;
}

function exampleIn(
  region: Region,
  { diagram, decisions }: PathModel,
  own: ReadonlySet<number>,
  { pinned, taken, usage }: Choice,
): Example {
  const used = (number: number, index: number): number =>
    usage.get(`${String(number)} ${String(index)}`) ?? 0;
  const order = (number: number): readonly number[] =>
    [...(decisions[number]?.classes.keys() ?? [])].sort(
      (left, right) => used(number, left) - used(number, right),
    );
  const picked = new Map(diagram.pick(region, order));
  const values = new Map<number, Value | undefined>();
  for (const number of own) {
    const index = picked.get(number) ?? order(number)[0] ?? 0;
    picked.set(number, index);
    usage.set(`${String(number)} ${String(index)}`, used(number, index) + 1);
    const answers = decisions[number]?.classes[index]?.values ?? [];
    // Answers that come to the same take turns.
    const turn = answers[(used(number, index) - 1) % Math.max(1, answers.length)];
    values.set(number, pinned.has(number) ? pinned.get(number) : turn);
  }
  const broken = taken.flatMap(({ broken: one }): BrokenExample[] => {
    if (!one) return [];
    const fixed = [...picked]
      .filter(([number]) => !one.decisions.has(number) && own.has(number))
      .map(([number, index]) => diagram.takes(number, new Set([index])));
    const left = diagram.and(one.region, ...fixed);
    return left === none ? [] : [{ broken: one, combination: diagram.pick(left, order) }];
  });
  return { combination: picked, values, broken };
}
