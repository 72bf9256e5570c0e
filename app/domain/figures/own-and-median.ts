import { mayBeShown, rounded, type Comparison } from "./compare.ts";
import { measureKinds, readMeasure, type Measure, type Measured } from "./measures.ts";
import { smallestShown } from "./suppress.ts";

/** A measure of one's own beside the median of towns of the same size. */
export interface Compared {
  readonly measure: Measure;
  /** Undefined where it would rest on too few cases. */
  readonly own: number | undefined;
  readonly median: number;
  readonly towns: number;
  readonly standing: "above" | "below" | "same" | undefined;
}

/** What may be shown of the medians of a service and month: by kind, of pages and fields the largest first. */
export function besideMedian(
  medians: readonly Comparison[],
  measured: ReadonlyMap<Measure, Measured>,
): readonly Compared[] {
  const rankOf = ({ measure }: Comparison) => measureKinds.indexOf(readMeasure(measure).kind);
  const sorted = medians.toSorted(
    (one, other) => rankOf(one) - rankOf(other) || other.median - one.median,
  );
  return sorted.flatMap((found) => {
    const { measure, median, towns } = found;
    const all = measured.get(measure);
    if (!mayBeShown(found, all)) return [];
    const own = all && all.cases >= smallestShown ? rounded(measure, all.value) : undefined;
    return [{ measure, own, median, towns, standing: standingOf(own, median) }];
  });
}

function standingOf(own: number | undefined, median: number): Compared["standing"] {
  if (own === undefined) return undefined;
  if (own === median) return "same";
  return own > median ? "above" : "below";
}
