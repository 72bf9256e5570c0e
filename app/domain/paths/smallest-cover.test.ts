import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { all, createDiagram, none, type Region } from "./diagram.ts";
import type { Goal } from "./goals.ts";
import { smallestCover, withGoal, type Load } from "./smallest-cover.ts";

const sizes = [3, 3, 3];

/** The fewest, by trying every partition of the goals. */
function fewest(goals: readonly Goal[], diagram: ReturnType<typeof createDiagram>): number {
  let best = goals.length;
  const go = (loads: readonly Load[], open: readonly Goal[]): void => {
    const [next, ...rest] = open;
    if (loads.length >= best) return;
    if (!next) {
      best = loads.length;
      return;
    }
    for (let place = 0; place <= loads.length; place += 1) {
      const load = withGoal(diagram, loads[place] ?? { region: all, pinned: new Map() }, next);
      if (load) go([...loads.slice(0, place), load, ...loads.slice(place + 1)], rest);
    }
  };
  go([], goals);
  return best;
}

describe("the smallest cover", () => {
  it("is as small as trying everything out says, and proves it", () => {
    const literal = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 7 }), (clauses) => {
        const diagram = createDiagram(sizes);
        const regionOf = (bits: readonly number[]): Region =>
          diagram.and(
            ...bits.map((mask, at) =>
              diagram.takes(at, new Set([0, 1, 2].filter((one) => (mask >> one) % 2 === 1))),
            ),
          );
        const goals = clauses.map((bits, at): Goal => ({
          key: String(at),
          region: regionOf(bits),
        }));
        const wanted = fewest(goals, diagram);
        const { loads, least } = smallestCover(diagram, all, goals, goals.length);
        expect(least).toBe(wanted);
        expect(loads?.length ?? goals.length).toBe(wanted);
        for (const { region } of goals)
          expect(
            (loads ?? []).some((load) => diagram.and(load.region, region) === load.region),
          ).toBe(loads !== undefined);
      }),
      { numRuns: 300 },
    );
  });

  it("needs only one of several places that show the same", () => {
    const diagram = createDiagram([2]);
    const [left, right] = [0, 1].map((one) => diagram.takes(0, new Set([one]))) as [Region, Region];
    const goals = [
      { key: "item", region: left },
      { key: "item", region: right },
      { key: "right", region: right },
    ];
    expect(smallestCover(diagram, all, goals, 2)).toMatchObject({
      least: 1,
      loads: [{ region: right }],
    });
  });

  it("says how many there are at least where the work was not enough", () => {
    const diagram = createDiagram([2, 2]);
    const regions = [0, 1].map((one) => diagram.takes(0, new Set([one])));
    const goals = regions.map((region, at) => ({ key: String(at), region }));
    diagram.allow(-1);
    const fresh = { key: "both", region: diagram.takes(1, new Set([0])) };
    expect(smallestCover(diagram, all, [...goals, fresh], 3)).toEqual({ least: 1 });
    expect(none).toBe(0);
  });
});
