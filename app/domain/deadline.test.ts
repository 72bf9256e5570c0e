import { expect, test } from "vitest";
import { lastDayOf } from "./deadline.ts";

test.each([
  ["2026-11-24", { count: 3, unit: "months" }, "2027-02-24"],
  ["2026-11-30", { count: 3, unit: "months" }, "2027-02-28"],
  ["2027-11-30", { count: 3, unit: "months" }, "2028-02-29"],
  ["2026-12-31", { count: 1, unit: "months" }, "2027-01-31"],
  ["2026-12-28", { count: 2, unit: "weeks" }, "2027-01-11"],
  ["2026-03-28", { count: 14, unit: "days" }, "2026-04-11"],
] as const)("from %s, %j end on %s", (day, period, end) => {
  expect(lastDayOf(day, period)).toBe(end);
});
