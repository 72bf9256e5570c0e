import fc from "fast-check";
import { expect, test } from "vitest";
import { windowAt, type OfferingWindow } from "./offering-window.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
const closingText = { de: "Bis nächstes Jahr." };
const maintenanceText = { de: "Wir bauen um." };
const on: OfferingWindow = { enabled: true, testMode: false };

test.each<[string, OfferingWindow, number, number, object]>([
  ["without bounds", on, 0, 9, { kind: "open", mayFile: true }],
  [
    "before it opens",
    { ...on, opensAt: at(8) },
    0,
    7,
    { kind: "planned", mayFile: false, opensAt: at(8) },
  ],
  ["from its first moment on", { ...on, opensAt: at(8) }, 0, 8, { kind: "open", mayFile: true }],
  [
    "before it closes",
    { ...on, closesAt: at(12) },
    0,
    9,
    { kind: "open", mayFile: true, fileUntil: at(12) },
  ],
  [
    "with time to finish",
    { ...on, closesAt: at(12), finishBy: at(15) },
    0,
    9,
    { kind: "open", mayFile: true, fileUntil: at(15) },
  ],
  [
    "from the moment on at which it closes",
    { ...on, closesAt: at(12), closingText },
    0,
    12,
    { kind: "closed", mayFile: false, text: closingText },
  ],
  [
    "closed while drafts may finish",
    { ...on, closesAt: at(12), finishBy: at(15) },
    0,
    14,
    { kind: "closed", mayFile: true, fileUntil: at(15) },
  ],
  [
    "closed and no more to finish",
    { ...on, closesAt: at(12), finishBy: at(15) },
    0,
    15,
    { kind: "closed", mayFile: false },
  ],
  [
    "in maintenance",
    { ...on, maintenanceText },
    0,
    9,
    { kind: "rests", mayFile: false, text: maintenanceText },
  ],
  [
    "in maintenance while drafts might finish",
    { ...on, closesAt: at(12), finishBy: at(15), maintenanceText },
    0,
    14,
    { kind: "closed", mayFile: false },
  ],
  ["one below its limit", { ...on, submissionLimit: 3 }, 2, 9, { kind: "open", mayFile: true }],
  ["at its limit", { ...on, submissionLimit: 3 }, 3, 9, { kind: "full", mayFile: false }],
  [
    "at its limit in test mode, where nothing counts",
    { ...on, submissionLimit: 3, testMode: true },
    3,
    9,
    { kind: "open", mayFile: true },
  ],
  [
    "closed at its limit: nobody finishes",
    { ...on, submissionLimit: 3, closesAt: at(12), finishBy: at(15) },
    3,
    14,
    { kind: "closed", mayFile: false, full: true },
  ],
  ["switched off", { ...on, enabled: false }, 0, 9, { kind: "off", mayFile: false }],
  [
    "switched off while drafts may finish",
    { ...on, enabled: false, finishBy: at(15), closingText },
    0,
    14,
    { kind: "off", mayFile: true, fileUntil: at(15), text: closingText },
  ],
  [
    "planned and switched off",
    { ...on, enabled: false, opensAt: at(20) },
    0,
    9,
    { kind: "off", mayFile: false },
  ],
])("%s", (_, window, filed, hour, state) => {
  expect(windowAt(window, filed, at(hour))).toEqual(state);
});

const hours = fc.integer({ min: 0, max: 23 }).map(at);
const windows: fc.Arbitrary<OfferingWindow> = fc.record(
  {
    enabled: fc.boolean(),
    testMode: fc.boolean(),
    opensAt: hours,
    closesAt: hours,
    finishBy: hours,
    closingText: fc.constant(closingText),
    maintenanceText: fc.constant(maintenanceText),
    submissionLimit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ["enabled", "testMode"] },
);

test("whatever is set: nothing is filed beyond the limit, in maintenance, before it opens, or after the last moment that was told", () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: 0, max: 6 }), hours, (window, filed, now) => {
      const state = windowAt(window, filed, now);
      const { submissionLimit = Infinity, maintenanceText: rests, testMode } = window;
      if (state.kind === "open") expect(state.mayFile).toBe(true);
      if (!state.mayFile) return;
      expect(rests).toBeUndefined();
      expect(testMode || filed < submissionLimit).toBe(true);
      expect(state.kind).not.toBe("planned");
      if (state.fileUntil) expect(now < state.fileUntil).toBe(true);
      if (state.kind === "off" || state.kind === "closed") expect(state.fileUntil).toBeDefined();
    }),
    // Once a time to finish was told as the last moment although nothing closed.
    { numRuns: 500, examples: [[{ enabled: true, testMode: false, finishBy: at(9) }, 0, at(9)]] },
  );
});

test("one more application never lets anybody file who could not before", () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: 0, max: 6 }), hours, (window, filed, now) => {
      const [before, after] = [filed, filed + 1].map((count) => windowAt(window, count, now));
      if (after?.mayFile === true) expect(before?.mayFile).toBe(true);
    }),
  );
});
