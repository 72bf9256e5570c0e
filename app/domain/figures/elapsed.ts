/**
 * Upper ends of the classes of time since filing, in minutes: a minute to thirty days. Every class is at most three times as
 * long as the one before, so that what is said of it holds nearly for each case in it.
 */
export const elapsedLimits = [
  1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200,
] as const;

/** Subject of what took longer than every class. */
const longer = "longer";

/** The class of a time in milliseconds, as a subject. */
export function elapsedClass(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return String(elapsedLimits.find((limit) => minutes <= limit) ?? longer);
}

/** Times counted by their classes. */
export type ElapsedCounts = readonly { readonly subject: string; readonly count: number }[];

/** How many there are. */
export function elapsedCases(counts: ElapsedCounts): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Minutes within which that part (0 to 1) of the cases lies: the upper end of a class, infinite beyond the longest. Undefined
 * where there is no case.
 */
export function elapsedWithin(counts: ElapsedCounts, part: number): number | undefined {
  const cases = elapsedCases(counts);
  if (cases === 0) return undefined;
  let below = 0;
  for (const limit of elapsedLimits) {
    below += counts.reduce((sum, one) => sum + (one.subject === String(limit) ? one.count : 0), 0);
    if (below >= part * cases) return limit;
  }
  return Number.POSITIVE_INFINITY;
}
