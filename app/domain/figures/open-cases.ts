import { lastDayOf, type Period } from "../deadline.ts";
import { isFinished, type SubmissionStatus } from "../submission-status.ts";
import { suppress, type Shown } from "./suppress.ts";

/** Lower ends of the classes of age of what is open, in days. */
export const ageClasses = [0, 8, 31, 91] as const;

/** How many applications of a day (ISO date) stand so. */
export interface DayCount {
  readonly status: SubmissionStatus;
  readonly serviceVersion: string;
  readonly day: string;
  readonly count: number;
}

/** What the town hall still has to work on, as numbers alone. */
export interface OpenCases {
  /** By age in days, from `from` on; every class is there. */
  readonly ages: readonly {
    readonly from: number;
    readonly received: Shown;
    readonly inProgress: Shown;
  }[];
  readonly open: Shown;
  /** Open although the announced time is over. */
  readonly overdue: Shown;
  /** Kept although the time for which it is kept is over, because nobody has finished it. */
  readonly unerased: Shown;
}

/** What a version of the service says of its times. */
export interface VersionTimes {
  readonly decideWithin: Period | undefined;
  readonly retentionDays: number | undefined;
}

/** Counts what is open on a day. `timesOf`: of a version of the service. */
export function openCasesOf(
  counts: readonly DayCount[],
  today: string,
  timesOf: (version: string) => VersionTimes | undefined,
): OpenCases {
  const open = counts.filter(({ status }) => !isFinished(status));
  const sum = (some: readonly DayCount[]) =>
    suppress(some.reduce((total, { count }) => total + count, 0));
  const classOf = ({ day }: DayCount) =>
    ageClasses.findLast((from) => from <= daysSince(day, today));
  return {
    ages: ageClasses.map((from) => {
      const own = open.filter((one) => (classOf(one) ?? 0) === from);
      return {
        from,
        received: sum(own.filter(({ status }) => status === "received")),
        inProgress: sum(own.filter(({ status }) => status === "inProgress")),
      };
    }),
    open: sum(open),
    overdue: sum(
      open.filter(({ day, serviceVersion }) => {
        const period = timesOf(serviceVersion)?.decideWithin;
        return period !== undefined && lastDayOf(day, period) < today;
      }),
    ),
    unerased: sum(
      open.filter(({ day, serviceVersion }) => {
        const days = timesOf(serviceVersion)?.retentionDays;
        return days !== undefined && daysSince(day, today) > days;
      }),
    ),
  };
}

/** Days from one ISO date to another. */
function daysSince(day: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
}
