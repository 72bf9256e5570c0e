import { readMeasure, type Measure, type Measured, type MeasureKind } from "./measures.ts";

/** Towns that have to stand behind a median besides the one that looks at it. */
export const fewestTowns = 5;
/** Cases of a town with which it counts. */
export const fewestCases = 10;

/** The median of towns of one class, in one month, for one service. */
export interface Comparison {
  readonly measure: Measure;
  /** How many towns it is the median of, the one that looks at it included. */
  readonly towns: number;
  readonly median: number;
}

/**
 * The median of the towns that have enough cases. Undefined where these are too few. Rounded, so that no town is known by the
 * fraction that it alone could have.
 */
export function compareTowns(measure: Measure, towns: readonly Measured[]): Comparison | undefined {
  const values = towns
    .filter(counts)
    .map(({ value }) => value)
    .sort((left, right) => left - right);
  if (values.length < fewestTowns) return undefined;
  return { measure, towns: values.length, median: rounded(measure, medianOf(values)) };
}

/**
 * Whether a town may see a median: at least `fewestTowns` others stand behind it. `own`: what it had itself in that month,
 * where it had anything.
 */
export function mayBeShown({ towns }: Comparison, own: Measured | undefined): boolean {
  return towns - (own !== undefined && counts(own) ? 1 : 0) >= fewestTowns;
}

function counts({ cases }: Measured): boolean {
  return cases >= fewestCases;
}

function medianOf(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (low + high) / 2;
}

/** Whole percents, tenths of ratings and of applications, whole minutes. */
const steps: Readonly<Record<MeasureKind, number>> = {
  startsPerThousand: 10,
  filedPerThousand: 10,
  conversion: 100,
  refusedShare: 100,
  duration: 1,
  satisfaction: 10,
  delivered: 1,
  acknowledged: 1,
  opened: 1,
  decidedInTime: 100,
  clearance: 100,
  left: 100,
  errors: 100,
};

/** A value as it is shown and compared. */
export function rounded(measure: Measure, value: number): number {
  const step = steps[readMeasure(measure).kind];
  return Math.round(value * step) / step;
}
