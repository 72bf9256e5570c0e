import type { Value } from "../fields/kinds.ts";
import { BoundReached, none, type Diagram, type Region } from "./diagram.ts";
import type { Goal } from "./goals.ts";

/** What one person takes on in a component. */
export interface Load {
  readonly region: Region;
  /** The very answers to be given, by numbers of decisions. */
  readonly pinned: ReadonlyMap<number, Value>;
}

/** Beyond so many goals comparing each with each costs more than it tells. */
const mostGoals = 200;
/** Loads that are tried out at most. */
const mostTries = 20_000;

/** The load with one more goal; undefined where they do not go together. */
export function withGoal(diagram: Diagram, load: Load, goal: Goal): Load | undefined {
  const { region, answer } = goal;
  const held = answer && load.pinned.get(answer.decision);
  if (answer && held !== undefined && held !== answer.value) return undefined;
  const both = diagram.and(load.region, region);
  if (both === none) return undefined;
  const pinned = answer ? new Map([...load.pinned, [answer.decision, answer.value]]) : load.pinned;
  return { region: both, pinned };
}

/**
 * Finds the fewest loads that hold every goal, of goals with the same key one: by branch and bound, after goals that come
 * along with others are left out. `most`: how many are known to do. `loads` is undefined where fewer were not found;
 * fewer than `least` there cannot be. Bounded by the work that the diagram may do, and by a number of tries.
 */
export function smallestCover(
  diagram: Diagram,
  possible: Region,
  goals: readonly Goal[],
  most: number,
): { readonly loads?: readonly Load[]; readonly least: number } {
  let least = Math.min(1, most);
  let loads: readonly Load[] | undefined;
  try {
    const start: Load = { region: possible, pinned: new Map() };
    const wishes = withoutDominated(diagram, [...Map.groupBy(goals, ({ key }) => key).values()]);
    if (wishes.length > mostGoals) return { least };
    const apart = pairwiseApart(diagram, start, wishes);
    least = Math.max(least, apart.length);
    const ordered = [...apart, ...wishes.filter((wish) => !apart.includes(wish))];
    const tries = { left: mostTries };
    for (let size = most - 1; size >= least; size -= 1) {
      const found = assign(diagram, start, ordered, size, tries);
      // All was tried: one more is the fewest.
      if (!found) return { ...(loads && { loads }), least: size + 1 };
      loads = found;
    }
  } catch (error) {
    if (!(error instanceof BoundReached)) throw error;
  }
  return { ...(loads && { loads }), least };
}

/** Goals of which one is enough. */
type Wish = readonly Goal[];

/** Whoever shows one of them shows the other too: that need not be looked for. */
function withoutDominated(diagram: Diagram, wishes: readonly Wish[]): readonly Wish[] {
  const comesAlong = (goal: Goal, { region, answer }: Goal): boolean =>
    diagram.and(goal.region, region) === region &&
    (!goal.answer ||
      (goal.answer.decision === answer?.decision && goal.answer.value === answer.value));
  const kept = [...wishes];
  for (const wish of wishes) {
    const others = kept.filter((other) => other !== wish);
    if (others.some((other) => other.every((one) => wish.some((goal) => comesAlong(goal, one)))))
      kept.splice(kept.indexOf(wish), 1);
  }
  return kept;
}

/** Many wishes of which no two go together: each needs a person of its own. */
function pairwiseApart(diagram: Diagram, start: Load, wishes: readonly Wish[]): readonly Wish[] {
  const goTogether = (left: Wish, right: Wish): boolean =>
    left.some((one) => {
      const load = withGoal(diagram, start, one);
      return load && right.some((other) => withGoal(diagram, load, other) !== undefined);
    });
  const conflicts = new Map<Wish, Set<Wish>>(wishes.map((wish) => [wish, new Set()]));
  for (const [index, left] of wishes.entries())
    for (const right of wishes.slice(index + 1)) {
      if (goTogether(left, right)) continue;
      conflicts.get(left)?.add(right);
      conflicts.get(right)?.add(left);
    }
  const countOf = (wish: Wish): number => conflicts.get(wish)?.size ?? 0;
  const busy = [...wishes].sort((left, right) => countOf(right) - countOf(left));
  let best: readonly Wish[] = [];
  for (const first of busy.slice(0, 20)) {
    const apart = [first];
    for (const wish of busy)
      if (apart.every((one) => conflicts.get(one)?.has(wish))) apart.push(wish);
    if (apart.length > best.length) best = apart;
  }
  return best;
}

/** Hands all wishes out to so many loads; undefined where that cannot be. Throws `BoundReached`. */
function assign(
  diagram: Diagram,
  start: Load,
  wishes: readonly Wish[],
  size: number,
  tries: { left: number },
): readonly Load[] | undefined {
  const go = (loads: readonly Load[], open: readonly Wish[]): readonly Load[] | undefined => {
    const [next, ...others] = open;
    if (!next) return loads;
    // Empty loads are all the same, so only one of them is tried.
    const places = loads.length < size ? [...loads.keys(), loads.length] : [...loads.keys()];
    for (const place of places) {
      for (const goal of next) {
        tries.left -= 1;
        if (tries.left < 0) throw new BoundReached();
        const load = withGoal(diagram, loads[place] ?? start, goal);
        const found =
          load && go([...loads.slice(0, place), load, ...loads.slice(place + 1)], others);
        if (found) return found;
      }
    }
    return undefined;
  };
  return go([], hardestFirst(diagram, wishes, size));
}

/** Those that are apart stay in front; of the others the ones on which most decisions hang. */
function hardestFirst(diagram: Diagram, wishes: readonly Wish[], size: number): readonly Wish[] {
  const weight = (wish: Wish): number =>
    Math.min(...wish.map(({ region }) => -diagram.decisionsOf(region).size));
  const [front, back] = [wishes.slice(0, size), wishes.slice(size)];
  return [...front, ...back.sort((left, right) => weight(left) - weight(right))];
}
