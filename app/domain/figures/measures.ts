import { durationClasses, type Counted } from "./figure.ts";
import { elapsedCases, elapsedWithin } from "./elapsed.ts";
import { ratingsOf } from "./rating.ts";

/**
 * What of a service in a month is compared between towns. `startsPerThousand`, `filedPerThousand`: of inhabitants · `duration`: lower
 * end of the class of minutes in which every second application was filled in · `delivered` (handed over), `acknowledged`, `opened`:
 * minutes within which every second was · `clearance`: applications finished for each that came in; where it is below 1, what is open grows · the others are
 * parts of a whole, or a mean.
 */
export const measures = [
  "startsPerThousand",
  "filedPerThousand",
  "conversion",
  "refusedShare",
  "duration",
  "satisfaction",
  "delivered",
  "acknowledged",
  "opened",
  "decidedInTime",
  "clearance",
] as const;

/**
 * What is compared page by page and field by field. `left`: part of those who got to a page and not through it, by id of the page ·
 * `errors`: errors at a field for each application that was begun, by its path.
 */
const placeMeasures = ["left", "errors"] as const;
export const measureKinds = [...measures, ...placeMeasures] as const;
export type MeasureKind = (typeof measureKinds)[number];

/** With what it is about where that is a page or a field: `left hund`, `errors G1/F2`. */
export type Measure = (typeof measures)[number] | `${(typeof placeMeasures)[number]} ${string}`;

/** Which measure it is, and of which page or field; "" for the service as a whole. */
export function readMeasure(measure: Measure): {
  readonly kind: MeasureKind;
  readonly place: string;
} {
  const [kind = "", place = ""] = measure.split(" ");
  return { kind: kind as MeasureKind, place };
}

/** The events that measures of a service are made of; nothing else is read to compare towns. */
export const measuredEvents = [
  "start",
  "filed",
  "sent",
  "refused",
  "duration",
  "rating",
  "delivered",
  "acknowledged",
  "opened",
  "decided",
] as const satisfies Counted["event"][];
/** Those that measures of its pages and fields are made of. */
export const placeEvents = ["reached", "done", "error"] as const satisfies Counted["event"][];

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
  const perThousand = (count: number) =>
    population === null || population === 0 ? undefined : (count / population) * 1000;
  const parts: readonly Part[] = [
    ["startsPerThousand", perThousand(starts), starts],
    ["filedPerThousand", perThousand(filed), filed],
    ["conversion", starts === 0 ? undefined : Math.min(1, filed / starts), starts],
    // Somebody who sends ten pages is one case, not ten.
    ["refusedShare", sent === 0 ? undefined : sum("refused") / sent, Math.min(starts, sent)],
    ["duration", durationMedian(all("duration")), sum("duration")],
    [
      "satisfaction",
      ratings.cases === 0 ? undefined : ratings.points / ratings.cases,
      ratings.cases,
    ],
    ["delivered", elapsedWithin(all("delivered"), 0.5), sum("delivered")],
    ["acknowledged", elapsedWithin(all("acknowledged"), 0.5), sum("acknowledged")],
    ["opened", elapsedWithin(all("opened"), 0.5), sum("opened")],
    [
      "decidedInTime",
      decided.length === 0 ? undefined : elapsedCases(inTime) / elapsedCases(decided),
      elapsedCases(decided),
    ],
    ["clearance", filed === 0 ? undefined : sum("decided") / filed, filed],
  ];
  return asMeasured(parts);
}

type Part = readonly [measure: Measure, value: number | undefined, cases: number];

function asMeasured(parts: readonly Part[]): ReadonlyMap<Measure, Measured> {
  return new Map(
    parts.flatMap(([measure, value, cases]) =>
      value === undefined || cases === 0 || !Number.isFinite(value)
        ? []
        : [[measure, { value, cases }] as const],
    ),
  );
}

/**
 * The measures of a service's pages and fields in one town. `counted`: `start` and `placeEvents`, errors by their field alone.
 * `fields`: those to tell of; where the town had no error at one, that is a figure, too.
 */
export function measuresOfPlaces(
  counted: readonly Counted[],
  fields: Iterable<string>,
): ReadonlyMap<Measure, Measured> {
  const totals = new Map<string, number>();
  for (const { event, subject, count } of counted) {
    const key = `${event} ${subject}`;
    totals.set(key, (totals.get(key) ?? 0) + count);
  }
  const sum = (event: Counted["event"], subject = "") => totals.get(`${event} ${subject}`) ?? 0;
  const pages = new Set(
    counted.filter(({ event }) => event === "reached").map(({ subject }) => subject),
  );
  const starts = sum("start");
  return asMeasured([
    ...[...pages].map((page): Part => {
      const reached = sum("reached", page);
      return [`left ${page}`, Math.max(0, 1 - sum("done", page) / reached), reached];
    }),
    ...[...fields].map((field): Part => [`errors ${field}`, sum("error", field) / starts, starts]),
  ]);
}

/** Lower end of the class of minutes in which every second application was filled in. */
export function durationMedian(counts: readonly Counted[]): number | undefined {
  const cases = elapsedCases(counts);
  let below = 0;
  for (const from of durationClasses) {
    below += elapsedCases(counts.filter(({ subject }) => subject === String(from)));
    if (cases > 0 && below >= cases / 2) return from;
  }
  return undefined;
}
