/**
 * A set of combinations of decisions. Equal sets are the same number, so that comparing costs nothing.
 */
export type Region = number;
/** No combination, and every one. */
export const none: Region = 0;
export const all: Region = 1;

/** The work that a diagram may do is used up. */
export class BoundReached extends Error {
  override readonly name = "BoundReached";
}

/** Algebra of regions over decisions, each of which takes one of a few classes. Decisions are numbered from 0. */
export interface Diagram {
  /** Where a decision takes one of these classes. */
  readonly takes: (decision: number, classes: ReadonlySet<number>) => Region;
  readonly and: (...regions: readonly Region[]) => Region;
  readonly or: (...regions: readonly Region[]) => Region;
  readonly not: (region: Region) => Region;
  /** The combinations of the other decisions, whatever these take. */
  readonly without: (region: Region, decisions: ReadonlySet<number>) => Region;
  /** The decisions that matter in a region. */
  readonly decisionsOf: (region: Region) => ReadonlySet<number>;
  /** Whether a combination lies in a region. */
  readonly has: (region: Region, combination: Combination) => boolean;
  /**
   * A combination in a region that is not `none`: of each decision that matters the first class that is possible in the
   * order given. Decisions that do not matter are left open.
   */
  readonly pick: (region: Region, order: (decision: number) => readonly number[]) => Combination;
  /** Allows so much more work from here on; beyond it `BoundReached` is thrown. */
  readonly allow: (steps: number) => void;
  /** Work done so far. */
  readonly steps: () => number;
}
/** The class that each decision takes. */
export type Combination = ReadonlyMap<number, number>;

interface Vertex {
  readonly decision: number;
  readonly children: readonly Region[];
}

/**
 * A multi-valued decision diagram, reduced and ordered by the numbers of the decisions. `sizes`: how many classes each
 * decision has.
 */
export function createDiagram(sizes: readonly number[]): Diagram {
  const end: Vertex = { decision: Infinity, children: [] };
  const vertices: Vertex[] = [end, end];
  const known = new Map<string, Region>();
  const supports = new Map<Region, ReadonlySet<number>>([
    [none, new Set()],
    [all, new Set()],
  ]);
  const conjunctions = new Map<number, Region>();
  const opposites = new Map<Region, Region>([
    [none, all],
    [all, none],
  ]);
  let done = 0;
  let bound = Infinity;

  const at = (region: Region): Vertex => vertices[region] ?? end;

  const make = (decision: number, children: readonly Region[]): Region => {
    const [first = none] = children;
    if (children.every((child) => child === first)) return first;
    const key = `${String(decision)}:${children.join()}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    vertices.push({ decision, children });
    known.set(key, vertices.length - 1);
    return vertices.length - 1;
  };
  const work = (): void => {
    done += 1;
    if (done > bound) throw new BoundReached();
  };

  const both = (left: Region, right: Region): Region => {
    if (left === right || right === all) return left;
    if (left === all) return right;
    if (left === none || right === none) return none;
    const key = Math.min(left, right) * 2 ** 26 + Math.max(left, right);
    const old = conjunctions.get(key);
    if (old !== undefined) return old;
    work();
    const decision = Math.min(at(left).decision, at(right).decision);
    const made = make(
      decision,
      Array.from({ length: sizes[decision] ?? 0 }, (_, index) =>
        both(child(left, decision, index), child(right, decision, index)),
      ),
    );
    conjunctions.set(key, made);
    return made;
  };
  const child = (region: Region, decision: number, index: number): Region => {
    const vertex = at(region);
    return vertex.decision === decision ? (vertex.children[index] ?? none) : region;
  };

  const and: Diagram["and"] = (...regions) => regions.reduce(both, all);
  const or: Diagram["or"] = (...regions) => not(regions.map(not).reduce(both, all));
  const not: Diagram["not"] = (region) => {
    const old = opposites.get(region);
    if (old !== undefined) return old;
    work();
    const { decision, children } = at(region);
    const made = make(decision, children.map(not));
    opposites.set(region, made).set(made, region);
    return made;
  };

  const without: Diagram["without"] = (region, decisions) => {
    const memory = new Map<Region, Region>();
    const reduce = (one: Region): Region => {
      const { decision, children } = at(one);
      if (decision === Infinity) return one;
      const old = memory.get(one);
      if (old !== undefined) return old;
      work();
      const reduced = children.map(reduce);
      const made = decisions.has(decision) ? or(...reduced) : make(decision, reduced);
      memory.set(one, made);
      return made;
    };
    return reduce(region);
  };

  const decisionsOf: Diagram["decisionsOf"] = (region) => {
    const old = supports.get(region);
    if (old) return old;
    const found = new Set<number>();
    const seen = new Set<Region>();
    const open = [region];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { decision, children } = at(next);
      if (decision === Infinity || seen.has(next)) continue;
      seen.add(next);
      found.add(decision);
      open.push(...children);
    }
    supports.set(region, found);
    return found;
  };

  return {
    takes: (decision, classes) =>
      make(
        decision,
        Array.from({ length: sizes[decision] ?? 0 }, (_, index) =>
          classes.has(index) ? all : none,
        ),
      ),
    and,
    or,
    not,
    without,
    decisionsOf,
    has: (region, combination) => {
      let here = region;
      while (here !== all && here !== none) {
        const { decision, children } = at(here);
        here = children[combination.get(decision) ?? 0] ?? none;
      }
      return here === all;
    },
    pick: (region, order) => {
      const picked = new Map<number, number>();
      let here = region;
      while (here !== all && here !== none) {
        const { decision, children } = at(here);
        const chosen = order(decision).find((index) => (children[index] ?? none) !== none) ?? 0;
        picked.set(decision, chosen);
        here = children[chosen] ?? none;
      }
      return picked;
    },
    allow: (steps) => {
      bound = done + steps;
    },
    steps: () => done,
  };
}
