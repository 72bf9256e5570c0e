import type { Value } from "../fields/kinds.ts";
import type { Component } from "./components.ts";
import { none, type Combination, type Region } from "./diagram.ts";
import type { Broken, Goal } from "./goals.ts";
import type { PathModel } from "./path-model.ts";
import { smallestCover, withGoal, type Load } from "./smallest-cover.ts";

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

export interface Cover {
  /** For each person one example of each component. */
  readonly people: readonly (readonly Example[])[];
  /** Fewer people than that cannot show all goals. */
  readonly least: number;
}

/**
 * Finds the fewest people who together show all goals. Components have nothing to do with each other, so the one that needs
 * most people tells how many there are. In each, people first take on as many open goals as go together; then fewer are
 * looked for with so much work (`steps`), and where that is not enough, `least` is less than the number of people.
 */
export function coverGoals(
  model: PathModel,
  components: readonly Component[],
  goalsOf: (component: Component) => readonly Goal[],
  steps: number,
): Cover {
  const { diagram } = model;
  if (components.some(({ possible }) => possible === none)) return { people: [], least: 0 };
  const turns = components.map((component) => {
    const { possible } = component;
    const goals = goalsOf(component).filter(({ region }) => diagram.and(possible, region) !== none);
    const greedy = handOut(model, possible, goals, undefined);
    diagram.allow(steps);
    const { loads, least } = smallestCover(diagram, possible, goals, greedy.length);
    diagram.allow(steps * 4);
    const taken = loads ? handOut(model, possible, goals, loads) : greedy;
    return { component, taken, least, usage: new Map<string, number>() };
  });
  const least = Math.max(1, ...turns.map((turn) => turn.least));
  const count = Math.max(1, ...turns.map(({ taken }) => taken.length));
  const people = Array.from({ length: Math.min(count, mostPeople) }, (_, index) =>
    turns.map(({ component: { possible, decisions }, taken, usage }): Example => {
      const own = taken[index] ?? { region: possible, pinned: new Map(), goals: [] };
      return exampleIn(model, decisions, own, usage);
    }),
  );
  return { people, least };
}

/** Goals that go together. */
interface Taken extends Load {
  readonly goals: readonly Goal[];
}

/** Hands goals out to people, each of whom takes on all open ones that go with the load that is given, or with none. */
function handOut(
  model: PathModel,
  possible: Region,
  goals: readonly Goal[],
  loads: readonly Load[] | undefined,
): readonly Taken[] {
  const shown = new Set<string>();
  const people: Taken[] = [];
  const isOpen = ({ key }: Goal): boolean => !shown.has(key);
  while (people.length < (loads?.length ?? mostPeople) && goals.some(isOpen)) {
    const start = loads?.[people.length] ?? { region: possible, pinned: new Map() };
    const taken = takeGoals(model, start, goals.filter(isOpen));
    for (const { key } of taken.goals) shown.add(key);
    people.push(taken);
  }
  return people;
}

function takeGoals({ diagram }: PathModel, start: Load, open: readonly Goal[]): Taken {
  let load = start;
  const goals = new Map<string, Goal>();
  for (const goal of open) {
    const more = goals.has(goal.key) ? undefined : withGoal(diagram, load, goal);
    if (!more) continue;
    load = more;
    goals.set(goal.key, goal);
  }
  return { ...load, goals: [...goals.values()] };
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
