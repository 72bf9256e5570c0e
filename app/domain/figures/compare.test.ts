import fc from "fast-check";
import { expect, it } from "vitest";
import { compareTowns, fewestCases, fewestTowns, mayBeShown } from "./compare.ts";
import { elapsedClass, elapsedWithin } from "./elapsed.ts";
import { measures, measuresOf, measuresOfPlaces, type Measured } from "./measures.ts";
import { openCasesOf } from "./open-cases.ts";
import { besideMedian } from "./own-and-median.ts";
import { procedureOf } from "./procedure.ts";
import { isClosed, monthsOf, spanBetween } from "./span.ts";
import { townClassOf } from "./town-class.ts";

const town = fc.record({
  value: fc.double({ min: 0, max: 10, noNaN: true }),
  cases: fc.integer({ min: 0, max: 40 }),
});
const measure = fc.constantFrom(...measures);
const enough = (towns: readonly Measured[]) => towns.filter(({ cases }) => cases >= fewestCases);

it("gives no median that fewer than five towns with ten cases each stand behind", () => {
  fc.assert(
    fc.property(measure, fc.array(town, { maxLength: 12 }), (which, towns) => {
      const found = compareTowns(which, towns);
      expect(found === undefined).toBe(enough(towns).length < fewestTowns);
      if (found) expect(found.towns).toBe(enough(towns).length);
    }),
  );
});

it("shows a town no median that fewer than five others stand behind", () => {
  fc.assert(
    fc.property(measure, town, fc.array(town, { maxLength: 12 }), (which, own, others) => {
      const found = compareTowns(which, [own, ...others]);
      const shown = found ? besideMedian([found], new Map([[which, own]])) : [];
      expect(shown.length === 1).toBe(enough(others).length >= fewestTowns);
    }),
  );
});

it("does not change with towns that have too few cases", () => {
  fc.assert(
    fc.property(measure, fc.array(town, { maxLength: 12 }), (which, towns) => {
      const few = { value: 10, cases: fewestCases - 1 };
      expect(compareTowns(which, [...towns, few])).toEqual(compareTowns(which, towns));
    }),
  );
});

it("says how one's own stands to the median, and keeps it back below five cases", () => {
  const towns = [0.2, 0.4, 0.403, 0.6, 0.9, 0.5].map((value) => ({ value, cases: 30 }));
  const median = compareTowns("conversion", towns);
  expect(median).toEqual({ measure: "conversion", towns: 6, median: 0.45 });
  if (!median) throw new Error("no median");
  const standing = (own: Measured) => besideMedian([median], new Map([["conversion", own]]))[0];
  expect(standing({ value: 0.5, cases: 30 })).toMatchObject({ own: 0.5, standing: "above" });
  expect(standing({ value: 0.451, cases: 9 })).toMatchObject({ own: 0.45, standing: "same" });
  expect(standing({ value: 0.1, cases: 4 })).toMatchObject({ own: undefined, standing: undefined });
  expect(mayBeShown({ ...median, towns: 5 }, undefined)).toBe(true);
  expect(mayBeShown({ ...median, towns: 5 }, { value: 1, cases: 10 })).toBe(false);
});

it("measures a town by its counters", () => {
  const measured = measuresOf(
    [
      { event: "start", subject: "", count: 40 },
      { event: "filed", subject: "", count: 20 },
      { event: "sent", subject: "", count: 100 },
      { event: "refused", subject: "", count: 10 },
      { event: "rating", subject: "5", count: 2 },
      { event: "rating", subject: "2", count: 1 },
      { event: "duration", subject: "5", count: 9 },
      { event: "duration", subject: "0", count: 2 },
      { event: "delivered", subject: "1", count: 12 },
      { event: "delivered", subject: "60", count: 8 },
      { event: "acknowledged", subject: "2", count: 5 },
      { event: "acknowledged", subject: "longer", count: 4 },
      { event: "decided", subject: "inTime", count: 3 },
      { event: "decided", subject: "late", count: 1 },
      { event: "decided", subject: "unannounced", count: 50 },
    ],
    10_000,
  );
  expect(Object.fromEntries(measured)).toEqual({
    startsPerThousand: { value: 4, cases: 40 },
    filedPerThousand: { value: 2, cases: 20 },
    conversion: { value: 0.5, cases: 40 },
    refusedShare: { value: 0.1, cases: 40 },
    satisfaction: { value: 4, cases: 3 },
    duration: { value: 5, cases: 11 },
    delivered: { value: 1, cases: 20 },
    acknowledged: { value: 2, cases: 9 },
    decidedInTime: { value: 0.75, cases: 4 },
    clearance: { value: 2.7, cases: 20 },
  });
});

it("measures pages by who left there, and fields by errors, none of which is a figure, too", () => {
  const measured = measuresOfPlaces(
    [
      { event: "start", subject: "", count: 40 },
      { event: "reached", subject: "hund", count: 20 },
      { event: "done", subject: "hund", count: 15 },
      { event: "reached", subject: "ende", count: 5 },
      { event: "done", subject: "ende", count: 6 },
      { event: "error", subject: "G1/F2", count: 10 },
    ],
    ["G1/F2", "G1/F3"],
  );
  expect(Object.fromEntries(measured)).toEqual({
    "left hund": { value: 0.25, cases: 20 },
    // Whoever went on had got there the month before.
    "left ende": { value: 0, cases: 5 },
    "errors G1/F2": { value: 0.25, cases: 40 },
    "errors G1/F3": { value: 0, cases: 40 },
  });
  expect(measuresOfPlaces([], ["G1/F2"]).size).toBe(0);
});

it("puts what is of pages and fields behind what is of the service, the largest first", () => {
  const medians = (
    [
      ["errors a", 0.1],
      ["left b", 0.2],
      ["left c", 0.4],
      ["conversion", 0.1],
    ] as const
  ).map(([measure, median]) => ({ measure, median, towns: 9 }));
  expect(besideMedian(medians, new Map()).map(({ measure }) => measure)).toEqual([
    "conversion",
    "left c",
    "left b",
    "errors a",
  ]);
});

it("says within which class of time every second case and 95 of 100 lie", () => {
  expect([0, 60_001, 25 * 3_600_000, 90 * 86_400_000].map(elapsedClass)).toEqual([
    "1",
    "2",
    "2880",
    "longer",
  ]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 43_200 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.5, 0.95),
      (minutes, part) => {
        const counts = minutes.map((one) => ({ subject: elapsedClass(one * 60_000), count: 1 }));
        const within = elapsedWithin(counts, part) ?? -1;
        const inside = minutes.filter((one) => one <= within).length;
        expect(inside).toBeGreaterThanOrEqual(part * minutes.length);
      },
    ),
  );
});

it("tells no time of fewer than five cases, and no slow one of fewer than twenty", () => {
  const of = (count: number) =>
    procedureOf([{ event: "acknowledged", subject: "60", count }]).acknowledged;
  expect(of(4)).toEqual({ cases: "few", median: undefined, slow: undefined });
  expect(of(19)).toEqual({ cases: 19, median: 60, slow: undefined });
  expect(of(20)).toEqual({ cases: 20, median: 60, slow: 60 });
  const late = procedureOf([{ event: "opened", subject: "longer", count: 5 }]);
  expect(late.opened.median).toBe("longer");
});

it("counts what is open by age, beyond the announced time and beyond the retention", () => {
  const count = { serviceVersion: "1", count: 6 };
  const cases = openCasesOf(
    [
      { ...count, status: "received", day: "2026-03-30" },
      { ...count, status: "inProgress", day: "2026-03-02" },
      { ...count, status: "received", day: "2025-11-01", count: 3 },
      { ...count, status: "done", day: "2025-01-01" },
    ],
    "2026-03-31",
    () => ({ decideWithin: { count: 2, unit: "weeks" }, retentionDays: 90 }),
  );
  expect(cases).toEqual({
    open: 15,
    overdue: 9,
    unerased: "few",
    ages: [
      { from: 0, received: 6, inProgress: 0 },
      { from: 8, received: 0, inProgress: 6 },
      { from: 31, received: 0, inProgress: 0 },
      { from: 91, received: "few", inProgress: 0 },
    ],
  });
});

it("sorts towns by inhabitants", () => {
  expect([0, 4999, 5000, 99_999, 3_700_000, null].map(townClassOf)).toEqual([
    "below5000",
    "below5000",
    "from5000",
    "from50000",
    "from500000",
    undefined,
  ]);
});

it("takes a month, from one to another, and knows when one is closed", () => {
  const today = "2026-03-05";
  expect(spanBetween("2026-01", "2025-12", today)).toMatchObject({
    from: "2025-12-01",
    to: "2026-01-31",
  });
  expect(spanBetween("2026-01", undefined, today)).toMatchObject({ from: "2026-01-01", to: today });
  expect(spanBetween(undefined, "2025-12", today)).toMatchObject({
    from: "2025-01-01",
    to: "2025-12-31",
  });
  expect(monthsOf({ from: "2025-12-01", to: today })).toEqual([
    "2026-03",
    "2026-02",
    "2026-01",
    "2025-12",
  ]);
  expect(["2026-02-28", "2026-03-01", "2026-03-02"].map((day) => isClosed("2026-02", day))).toEqual(
    [false, false, true],
  );
});
