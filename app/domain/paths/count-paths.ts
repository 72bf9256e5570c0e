import { BoundReached, none, type Diagram, type Region } from "./diagram.ts";

/** `complete`: false where a bound was reached; then there are at least so many. */
export interface Count {
  readonly paths: bigint;
  readonly complete: boolean;
}

/**
 * Counts how many different forms the combinations in a region lead to: in how many ways the facts can be true and
 * false together. Exact; each fact is settled once for each state that still makes a difference to those behind it.
 */
export function countPaths(diagram: Diagram, facts: readonly Region[], possible: Region): Count {
  const ordered = [...new Set(facts)]
    .map((fact) => ({ fact, last: Math.max(-1, ...diagram.decisionsOf(fact)) }))
    .sort((left, right) => left.last - right.last)
    .map(({ fact }) => fact);
  const behind = needed(diagram, ordered);
  const memory = ordered.map(() => new Map<Region, bigint>());

  let complete = true;
  const count = (index: number, region: Region): bigint => {
    const fact = ordered[index];
    const known = memory[index];
    if (fact === undefined || known === undefined) return 1n;
    const old = known.get(region);
    if (old !== undefined) return old;
    let sum = 0n;
    try {
      for (const side of [fact, diagram.not(fact)]) {
        const left = diagram.and(region, side);
        if (left !== none) sum += count(index + 1, without(left, index + 1));
      }
    } catch (error) {
      if (!(error instanceof BoundReached)) throw error;
      // What is counted so far stands; some way there is in any case.
      complete = false;
      return sum === 0n ? 1n : sum;
    }
    known.set(region, sum);
    return sum;
  };
  /** Without the decisions on which no further fact hangs. */
  const without = (region: Region, index: number): Region => {
    const rest = behind[index] ?? new Set();
    const settled = [...diagram.decisionsOf(region)].filter((decision) => !rest.has(decision));
    return diagram.without(region, new Set(settled));
  };
  const paths = possible === none ? 0n : count(0, possible);
  return { paths, complete };
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
