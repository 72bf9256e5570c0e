import { all, none, type Region } from "./diagram.ts";
import type { Demand, Fact, PathModel } from "./path-model.ts";

/** Decisions that hang together, and what they decide; independent of all other components. */
export interface Component {
  /** Numbers of decisions. */
  readonly decisions: ReadonlySet<number>;
  readonly facts: readonly Fact[];
  readonly demands: readonly Demand[];
}

/** Splits a service into parts that have nothing to do with each other: their ways multiply. */
export function findComponents({
  facts,
  demands,
  diagram,
  decisions,
}: PathModel): readonly Component[] {
  const leaders = decisions.map((_decision, number) => number);
  const leaderOf = (number: number): number => {
    let at = number;
    while (leaders[at] !== at) at = leaders[at] ?? at;
    return at;
  };
  const regions = [...facts, ...demands].map(({ region }) => region);
  for (const region of regions) {
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
    const own = { facts: factsBy.get(leader) ?? [], demands: demandsBy.get(leader) ?? [] };
    return own.facts.length + own.demands.length === 0
      ? []
      : [{ decisions: new Set(numbers), ...own }];
  });
}

/** Whether a demand can never be met, whatever is decided. */
export function isHopeless({ region }: Demand): boolean {
  return region === none;
}
