import { describe, expect, test } from "vitest";
import { checkForced, checkWindow, longestWindowText } from "./check-window.ts";
import type { OfferingWindow } from "./offering-window.ts";

const at = (day: number) => new Date(Date.UTC(2026, 11, day));
const now = at(5);
const on: OfferingWindow = { enabled: true, testMode: false };
const off: OfferingWindow = { enabled: false, testMode: false };
const long = { de: "a".repeat(longestWindowText + 1) };

test.each<[string, OfferingWindow, string[]]>([
  ["nothing set", on, []],
  ["all in order", { ...on, opensAt: at(6), closesAt: at(8), finishBy: at(9) }, []],
  ["closed in the past", { ...on, closesAt: at(2) }, []],
  [
    "closes before it opens",
    { ...on, opensAt: at(8), closesAt: at(7) },
    ["closesAt beforeItOpens"],
  ],
  ["never open", { ...on, opensAt: at(8), closesAt: at(8) }, ["closesAt beforeItOpens"]],
  [
    "finishing before the end",
    { ...on, closesAt: at(8), finishBy: at(7) },
    ["finishBy beforeItCloses"],
  ],
  ["finishing without an end", { ...on, finishBy: at(7) }, ["finishBy withoutEnd"]],
  ["finishing while off", { ...off, finishBy: at(7) }, []],
  [
    "off, finishing sooner than it would have closed",
    { ...off, closesAt: at(20), finishBy: at(7) },
    [],
  ],
  ["finishing in the past", { ...off, finishBy: at(4) }, ["finishBy past"]],
  ["texts too long", { ...on, maintenanceText: long }, ["maintenanceText tooLong"]],
  ["a limit of nothing", { ...on, submissionLimit: 0 }, ["submissionLimit notPositive"]],
  ["a limit beyond all bounds", { ...on, submissionLimit: 2e9 }, ["submissionLimit notPositive"]],
])("%s", (_, window, problems) => {
  const found = checkWindow(window, on, now).map(({ field, code }) => `${field} ${code}`);
  expect(found).toEqual(problems);
});

test("what was set before may be past by now", () => {
  const before = { ...off, finishBy: at(4) };
  expect(checkWindow({ ...before, testMode: true }, before, now)).toEqual([]);
});

describe("a service that the operator has switched on for everybody", () => {
  const at = new Date("2026-03-01T00:00:00Z");
  const day = (count: number) => new Date(at.getTime() + count * 86_400_000);
  const open: OfferingWindow = { enabled: true, testMode: false };

  test.each<[string, Partial<OfferingWindow>, Partial<OfferingWindow>, readonly string[]]>([
    ["rests at any time", {}, { maintenanceText: { de: "Wartung" } }, []],
    ["does not close", {}, { closesAt: day(9) }, ["closesAt"]],
    ["does not close earlier", { closesAt: day(9) }, { closesAt: day(8) }, ["closesAt"]],
    ["may close later", { closesAt: day(9) }, { closesAt: day(10) }, []],
    ["may stay open", { closesAt: day(9), submissionLimit: 5 }, {}, []],
    ["does not open later", {}, { opensAt: day(1) }, ["opensAt"]],
    ["may have been open since", {}, { opensAt: day(-1) }, []],
    ["may open earlier", { opensAt: day(9) }, { opensAt: day(8) }, []],
    ["has no limit", {}, { submissionLimit: 5 }, ["submissionLimit"]],
    ["may have a wider one", { submissionLimit: 5 }, { submissionLimit: 6 }, []],
    ["is not only tried out", {}, { testMode: true }, ["testMode"]],
    ["may go on being tried out", { testMode: true }, { testMode: true }, []],
  ])("%s", (_, before, after, fields) => {
    const problems = checkForced({ ...open, ...after }, { ...open, ...before }, at);
    expect(problems).toEqual(fields.map((field) => ({ field, code: "forced" })));
  });
});
