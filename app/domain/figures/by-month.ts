import { procedureOf, type ProcedureFigures } from "./procedure.ts";
import type { Counted } from "./figure.ts";
import { meanRating } from "./rating.ts";
import { durationMedian } from "./measures.ts";
import { share, smallestShown, suppress, type Shown } from "./suppress.ts";

/** What was counted in a month (`2026-03`). */
export interface CountedInMonth extends Counted {
  readonly month: string;
}

/** The figures of a service in one month. */
export interface MonthFigures extends ProcedureFigures {
  readonly month: string;
  readonly visits: Shown;
  readonly starts: Shown;
  readonly filed: Shown;
  readonly conversion: number | undefined;
  readonly refusedShare: number | undefined;
  readonly satisfaction: number | undefined;
  /** Minutes, the lower end of the class in which every second application was filled in; undefined where these are few. */
  readonly duration: number | undefined;
}

/** Month by month, in the order of `months`; those without anything counted are there, too. */
export function monthFiguresOf(
  months: readonly string[],
  counted: readonly CountedInMonth[],
): readonly MonthFigures[] {
  return months.map((month) => {
    const own = counted.filter((one) => one.month === month);
    const sum = (event: Counted["event"], subject?: string) =>
      own.reduce(
        (total, one) =>
          total +
          (one.event === event && (subject === undefined || one.subject === subject)
            ? one.count
            : 0),
        0,
      );
    return {
      month,
      visits: suppress(sum("view", "")),
      starts: suppress(sum("start")),
      filed: suppress(sum("filed")),
      conversion: share(sum("filed"), sum("start")),
      refusedShare: share(sum("refused"), sum("sent")),
      satisfaction: meanRating(own),
      duration:
        sum("duration") < smallestShown
          ? undefined
          : durationMedian(own.filter(({ event }) => event === "duration")),
      ...procedureOf(own),
    };
  });
}
