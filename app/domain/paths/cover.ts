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
const mostPeople = 100;

/**
 * Finds few people who together show all goals. In each component every one of them takes on as many open goals as go
 * together, and what is left over is for the next. Greedy, hence few and not proven to be the fewest. For each person
 * one example of each component.
 */
export function coverGoals(
  model: PathModel,
  components: readonly Component[],
  goalsOf: (component: Component) => readonly Goal[],
): readonly (readonly Example[])[] {
  const { diagram } = model;
  if (components.some(({ possible }) => possible === none)) return [];
  const shown = new Set<string>();
  const turns = components.map((component) => ({
    component,
    usage: new Map<string, number>(),
    goals: goalsOf(component).filter(
      ({ region }) => diagram.and(component.possible, region) !== none,
    ),
  }));
  const people: (readonly Example[])[] = [];
  const isOpen = ({ key }: Goal): boolean => !shown.has(key);
  do {
    people.push(
      turns.map(({ component, usage, goals }): Example => {
        const taken = takeGoals(model, component.possible, goals.filter(isOpen));
        for (const { key } of taken.goals) shown.add(key);
        return exampleIn(model, component.decisions, taken, usage);
      }),
    );
  } while (people.length < mostPeople && turns.some(({ goals }) => goals.some(isOpen)));
  return people;
}

/** Goals that go together. */
interface Taken {
  readonly region: Region;
  readonly pinned: ReadonlyMap<number, Value>;
  readonly goals: readonly Goal[];
}

function takeGoals({ diagram }: PathModel, possible: Region, open: readonly Goal[]): Taken {
  let region = possible;
  const pinned = new Map<number, Value>();
  const goals = new Map<string, Goal>();
  for (const goal of open) {
    const pin = goal.answer;
    if (goals.has(goal.key) || (pin && pinned.has(pin.decision))) continue;
    const both = diagram.and(region, goal.region);
    if (both === none) continue;
    region = both;
    goals.set(goal.key, goal);
    if (pin) pinned.set(pin.decision, pin.value);
  }
  return { region, pinned, goals: [...goals.values()] };
}

/** `usage`: how often each answer was chosen so far; the rarest come first. */
function exampleIn(
  { diagram, decisions }: PathModel,
  own: ReadonlySet<number>,
  { region, pinned, goals }: Taken,
  usage: Map<string, number>,
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
  const broken = goals.flatMap(({ broken: one }): BrokenExample[] => {
    if (!one) return [];
    const fixed = [...picked]
      .filter(([number]) => !one.decisions.has(number) && own.has(number))
      .map(([number, index]) => diagram.takes(number, new Set([index])));
    const left = diagram.and(one.region, ...fixed);
    return left === none ? [] : [{ broken: one, combination: diagram.pick(left, order) }];
  });
  return { combination: picked, values, broken };
}
