import { none, type Diagram, type Region } from "./diagram.ts";

/**
 * Counts how many different forms the combinations in a region lead to: in how many ways the facts can be true and
 * false together. Exact; each fact is settled once for each state that still makes a difference to those behind it.
 */
export function countPaths(diagram: Diagram, facts: readonly Region[], possible: Region): bigint {
  const ordered = [...new Set(facts)]
    .map((fact) => ({ fact, last: Math.max(-1, ...diagram.decisionsOf(fact)) }))
    .sort((left, right) => left.last - right.last)
    .map(({ fact }) => fact);
  const behind = needed(diagram, ordered);
  const memory = ordered.map(() => new Map<Region, bigint>());

  const count = (index: number, region: Region): bigint => {
    const fact = ordered[index];
    const known = memory[index];
    if (fact === undefined || known === undefined) return 1n;
    const old = known.get(region);
    if (old !== undefined) return old;
    const rest = behind[index + 1] ?? new Set();
    let sum = 0n;
    for (const side of [fact, diagram.not(fact)]) {
      const left = diagram.and(region, side);
      if (left === none) continue;
      const settled = [...diagram.decisionsOf(left)].filter((decision) => !rest.has(decision));
      sum += count(index + 1, diagram.without(left, new Set(settled)));
    }
    known.set(region, sum);
    return sum;
  };
  return possible === none ? 0n : count(0, possible);
}

/** For each fact the decisions that it and those behind it hang on. */
function needed(diagram: Diagram, facts: readonly Region[]): readonly ReadonlySet<number>[] {
  const sets: ReadonlySet<number>[] = [];
  let later: ReadonlySet<number> = new Set();
  for (let index = facts.length - 1; index >= 0; index -= 1) {
    later = new Set([...later, ...diagram.decisionsOf(facts[index] ?? none)]);
    sets[index] = later;
  }
  return sets;
}
