import type { Counted } from "./figure.ts";
import { smallestShown } from "./suppress.ts";

/** The mean of ratings from 1 to 5; undefined where there are too few of them. */
export function meanRating(counted: readonly Counted[]): number | undefined {
  const { cases, points } = ratingsOf(counted);
  return cases < smallestShown ? undefined : points / cases;
}

/** How many ratings there are, and what they add up to. */
export function ratingsOf(counted: readonly Counted[]): { cases: number; points: number } {
  const ratings = counted.filter(({ event }) => event === "rating");
  return ratings.reduce(
    ({ cases, points }, { subject, count }) => ({
      cases: cases + count,
      points: points + Number(subject) * count,
    }),
    { cases: 0, points: 0 },
  );
}
