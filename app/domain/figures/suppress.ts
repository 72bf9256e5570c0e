/** A number that may be shown; `few`: between one and four, so that nobody is known by it in a small town. */
export type Shown = number | "few";

/** Smallest number, besides zero, that is shown. */
export const smallestShown = 5;

export function suppress(count: number): Shown {
  return count > 0 && count < smallestShown ? "few" : count;
}

/** A part of a whole, from 0 to 1; undefined where it would give away a number that is not shown. */
export function share(part: number, whole: number): number | undefined {
  const isHidden = suppress(part) === "few" || suppress(whole) === "few" || whole === 0;
  return isHidden ? undefined : Math.min(1, part / whole);
}
