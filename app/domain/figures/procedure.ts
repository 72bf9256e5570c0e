import { elapsedCases, elapsedWithin, type ElapsedCounts } from "./elapsed.ts";
import { share, smallestShown, suppress, type Shown } from "./suppress.ts";
import type { Counted } from "./figure.ts";

/** How long something took, in minutes: within the classes of `elapsed.ts`, `longer` beyond them. */
export interface TimeFigures {
  readonly cases: Shown;
  /** Within which every second case lies. */
  readonly median: Minutes | undefined;
  /** Within which 95 of 100 cases lie; undefined where that would be the time of a single case. */
  readonly slow: Minutes | undefined;
}
export type Minutes = number | "longer";

/** What happened to applications once they were filed. */
export interface ProcedureFigures {
  readonly delivered: TimeFigures;
  readonly acknowledged: TimeFigures;
  readonly opened: TimeFigures;
  readonly decided: Shown;
  /** Part of those for which a time was announced. */
  readonly decidedInTime: number | undefined;
}

/** Cases below which the slowest of twenty is no class of its own. */
const fewestForSlow = 20;

export function procedureOf(counted: readonly Counted[]): ProcedureFigures {
  const all = (event: Counted["event"]) => counted.filter((one) => one.event === event);
  const decided = all("decided");
  const [inTime, late] = ["inTime", "late"].map((subject) =>
    elapsedCases(decided.filter((one) => one.subject === subject)),
  );
  return {
    delivered: timesOf(all("delivered")),
    acknowledged: timesOf(all("acknowledged")),
    opened: timesOf(all("opened")),
    decided: suppress(elapsedCases(decided)),
    decidedInTime: share(inTime ?? 0, (inTime ?? 0) + (late ?? 0)),
  };
}

function timesOf(counts: ElapsedCounts): TimeFigures {
  const cases = elapsedCases(counts);
  return {
    cases: suppress(cases),
    median: cases < smallestShown ? undefined : minutesOf(elapsedWithin(counts, 0.5)),
    slow: cases < fewestForSlow ? undefined : minutesOf(elapsedWithin(counts, 0.95)),
  };
}

function minutesOf(within: number | undefined): Minutes | undefined {
  return within === Number.POSITIVE_INFINITY ? "longer" : within;
}
