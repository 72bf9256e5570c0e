import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf, localTimeOf, readLocalTime } from "./authority-time.ts";

test.each([
  ["2026-12-01", "08:00", "2026-12-01T07:00:00.000Z"],
  ["2026-07-01", "08:00", "2026-07-01T06:00:00.000Z"],
  // The hour that comes twice: the first of the two.
  ["2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25", "03:00", "2026-10-25T02:00:00.000Z"],
  ["2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
  ["2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
])("%s %s in Berlin is %s", (day, time, instant) => {
  expect(instantOf({ day, time })?.toISOString()).toBe(instant);
});

test("the hour that is left out in spring is no time", () => {
  expect(instantOf({ day: "2026-03-29", time: "02:30" })).toBeUndefined();
  expect(readLocalTime("29.3.2026", "2:30")).toEqual({ kind: "never" });
});

test.each([
  ["", "", { kind: "empty" }],
  ["1.12.2026", "", { kind: "incomplete" }],
  ["", "8:00", { kind: "incomplete" }],
  ["1.12.2026", "8:00", { kind: "time", instant: new Date("2026-12-01T07:00:00Z") }],
  [" 01. 12. 2026 ", "8", { kind: "time", instant: new Date("2026-12-01T07:00:00Z") }],
  ["2026-12-01", "08.30", { kind: "time", instant: new Date("2026-12-01T07:30:00Z") }],
  ["31.2.2026", "8:00", { kind: "unreadable" }],
  ["morgen", "8:00", { kind: "unreadable" }],
  ["1.12.26", "8:00", { kind: "unreadable" }],
  ["1.12.2026", "24:00", { kind: "unreadable" }],
  ["1.12.2026", "8:60", { kind: "unreadable" }],
] as const)("%j and %j", (day, time, read) => {
  expect(readLocalTime(day, time)).toEqual(read);
});

test("what the clocks show leads back to the same minute, but for the hour that comes twice", () => {
  const minutes = fc.integer({ min: 0, max: 40 * 366 * 24 * 60 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const instant = new Date(Date.UTC(2000, 0, 1) + minute * 60_000);
      const again = instantOf(localTimeOf(instant));
      const apart = instant.getTime() - (again?.getTime() ?? Number.NaN);
      expect([0, 3_600_000]).toContain(apart);
      if (apart > 0) expect(instant.getUTCMonth()).toBe(9);
    }),
  );
});
