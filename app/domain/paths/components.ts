import { all, none, type Region } from "./diagram.ts";
import type { Demand, Fact, PathModel } from "./path-model.ts";

/** Decisions that hang together, and what they decide; independent of all other components. */
export interface Component {
  /** Numbers of decisions. */
  readonly decisions: ReadonlySet<number>;
  readonly facts: readonly Fact[];
  readonly demands: readonly Demand[];
  /** Where all its demands are met: its ways to the end. */
  readonly possible: Region;
}

export interface Components {
  readonly list: readonly Component[];
  /** What is left of a region on the ways to the end; where there are none of them, what is left for a start. */
  readonly possibleWith: (region: Region) => Region;
}

/** Splits a service into parts that have nothing to do with each other: their ways multiply. */
export function findComponents(model: PathModel): Components {
  const { diagram } = model;
  const list = split(model);
  const componentOf = new Map(
    list.flatMap((one) => [...one.decisions].map((number) => [number, one] as const)),
  );
  const possibleWith = (region: Region): Region => {
    const touched = new Set(
      [...diagram.decisionsOf(region)].flatMap((number) => componentOf.get(number) ?? []),
    );
    const possible = [...touched].map((one) => one.possible).filter((one) => one !== none);
    return diagram.and(region, ...possible);
  };
  return { list, possibleWith };
}

function split({ facts, demands, diagram, decisions }: PathModel): readonly Component[] {
  const leaders = decisions.map((_decision, number) => number);
  const leaderOf = (number: number): number => {
    let at = number;
    while (leaders[at] !== at) at = leaders[at] ?? at;
    leaders[number] = at;
    return at;
  };
  for (const { region } of [...facts, ...demands]) {
    const [first, ...others] = diagram.decisionsOf(region);
    if (first === undefined) continue;
    for (const other of others) leaders[leaderOf(other)] = leaderOf(first);
  }
  const keyOf = ({ region }: { readonly region: Region }): number => {
    const [first] = diagram.decisionsOf(region);
    return first === undefined ? -1 : leaderOf(first);
  };
  const isOpen = ({ region }: { readonly region: Region }): boolean =>
    region !== all && region !== none;
  const factsBy = Map.groupBy(facts.filter(isOpen), keyOf);
  const demandsBy = Map.groupBy(demands.filter(isOpen), keyOf);
  const numbersBy = Map.groupBy(leaders.keys(), leaderOf);
  return [...numbersBy].flatMap(([leader, numbers]): Component[] => {
    const [own, needs] = [factsBy.get(leader) ?? [], demandsBy.get(leader) ?? []];
    if (own.length + needs.length === 0) return [];
    const possible = diagram.and(...needs.map(({ region }) => region));
    return [{ decisions: new Set(numbers), facts: own, demands: needs, possible }];
  });
}

/** Whether a demand can never be met, whatever is decided. */
export function isHopeless({ region }: Demand): boolean {
  return region === none;
}
