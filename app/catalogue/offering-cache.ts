import type { Offering } from "../domain/offering.ts";

/** Compiled offerings by key, the most recently used ones. */
export interface OfferingCache {
  /** The offering of a key; made where it is not known. What comes to nothing is asked for anew the next time. */
  readonly get: (
    key: string,
    make: () => Promise<Offering | undefined>,
  ) => Promise<Offering | undefined>;
}

/**
 * Nodes of all definitions that are kept per process. A node costs about five kilobytes with all that is derived from it (measured by
 * `bench/many-offerings.ts`), so that a process stays below 512 MB however many municipalities it answers for.
 */
const mostNodes = 28_000;

/** A definition that shares its content with another one (of the same `nodes`) weighs next to nothing. */
const sharedWeight = 2;

export function createOfferingCache(most = mostNodes): OfferingCache {
  const kept = new Map<string, Offering>();
  const users = new Map<Offering["nodes"], number>();
  const loading = new Map<string, Promise<Offering | undefined>>();
  let weight = 0;
  const count = (nodes: Offering["nodes"], change: 1 | -1): void => {
    const before = users.get(nodes) ?? 0;
    const after = before + change;
    weight += change * sharedWeight;
    if (before === 0) weight += nodes.size;
    if (after > 0) users.set(nodes, after);
    else {
      users.delete(nodes);
      weight -= nodes.size;
    }
  };
  const drop = (key: string, offering: Offering): void => {
    kept.delete(key);
    count(offering.nodes, -1);
  };
  const keep = (key: string, offering: Offering): void => {
    kept.set(key, offering);
    count(offering.nodes, 1);
    for (const [oldest, one] of kept) {
      if (weight <= most || oldest === key) return;
      drop(oldest, one);
    }
  };
  return {
    get: async (key, make) => {
      const known = kept.get(key);
      if (known) {
        // Most recently used last, so that the first one is the one to drop.
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const running = loading.get(key);
      if (running) return running;
      const made = make();
      loading.set(key, made);
      try {
        const offering = await made;
        if (offering) keep(key, offering);
        return offering;
      } finally {
        loading.delete(key);
      }
    },
  };
}
