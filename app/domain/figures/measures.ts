import { durationClasses, type Counted } from "./figure.ts";
import { elapsedCases, elapsedWithin } from "./elapsed.ts";
import { ratingsOf } from "./rating.ts";

/**
 * What of a service in a month is compared between towns. `filedPerThousand`: of inhabitants · `duration`: lower end of the
 * class of minutes in which every second application was filled in · `acknowledged`, `opened`: minutes within which every
 * second was · the others are parts of a whole, or a mean.
 */
export const measures = [
  "filedPerThousand",
  "conversion",
  "refusedShare",
  "duration",
  "satisfaction",
  "acknowledged",
  "opened",
  "decidedInTime",
] as const;
export type Measure = (typeof measures)[number];

/** The events that measures are made of; nothing else is read to compare towns. */
export const measuredEvents = [
  "start",
  "filed",
  "sent",
  "refused",
  "duration",
  "rating",
  "acknowledged",
  "opened",
  "decided",
] as const satisfies Counted["event"][];

/** A figure of one town, and on how many cases it rests. */
export interface Measured {
  readonly value: number;
  readonly cases: number;
}

/** The measures of one town for one service and month; one without cases is missing. */
export function measuresOf(
  counted: readonly Counted[],
  population: number | null,
): ReadonlyMap<Measure, Measured> {
  const all = (event: Counted["event"]) => counted.filter((one) => one.event === event);
  const sum = (event: Counted["event"]) => elapsedCases(all(event));
  const [starts, filed, sent] = [sum("start"), sum("filed"), sum("sent")];
  const decided = all("decided").filter(({ subject }) => subject !== "unannounced");
  const inTime = decided.filter(({ subject }) => subject === "inTime");
  const ratings = ratingsOf(counted);
  const parts: readonly (readonly [Measure, number | undefined, number])[] = [
    [
      "filedPerThousand",
      population === null || population === 0 ? undefined : (filed / population) * 1000,
      filed,
    ],
    ["conversion", starts === 0 ? undefined : Math.min(1, filed / starts), starts],
    // Somebody who sends ten pages is one case, not ten.
    ["refusedShare", sent === 0 ? undefined : sum("refused") / sent, Math.min(starts, sent)],
    ["duration", durationMedian(all("duration")), sum("duration")],
    [
      "satisfaction",
      ratings.cases === 0 ? undefined : ratings.points / ratings.cases,
      ratings.cases,
    ],
    ["acknowledged", elapsedWithin(all("acknowledged"), 0.5), sum("acknowledged")],
    ["opened", elapsedWithin(all("opened"), 0.5), sum("opened")],
    [
      "decidedInTime",
      decided.length === 0 ? undefined : elapsedCases(inTime) / elapsedCases(decided),
      elapsedCases(decided),
    ],
  ];
  return new Map(
    parts.flatMap(([measure, value, cases]) =>
      value === undefined || cases === 0 || !Number.isFinite(value)
        ? []
        : [[measure, { value, cases }] as const],
    ),
  );
}

function durationMedian(counts: readonly Counted[]): number | undefined {
  const cases = elapsedCases(counts);
  let below = 0;
  for (const from of durationClasses) {
    below += elapsedCases(counts.filter(({ subject }) => subject === String(from)));
    if (cases > 0 && below >= cases / 2) return from;
  }
  return undefined;
}
