import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "../answers.ts";
import { checkService } from "../check-service.ts";
import { feeService } from "../fixtures/fee-service.ts";
import { evaluateJourney, stepAt } from "../journey.ts";
import { compileOffering } from "../offering.ts";
import { applyOverlay } from "../overlay/apply-overlay.ts";
import type { Fees, FeeTable } from "./fee.ts";
import { computeFees } from "./compute-fees.ts";
import { feesOnPage, lookIn, planFees } from "./fee-plan.ts";
import { filedFees } from "./filed-fees.ts";

const words = { yes: "Ja", no: "Nein", declared: "Erklärt" };
const offering = compileOffering(feeService);
const offeringWith = (own: FeeTable) =>
  compileOffering(
    applyOverlay(
      feeService,
      Object.fromEntries(
        Object.entries(own).map(([name, value]) => [`fee:${name}`, { value, base: null }]),
      ),
    ),
  );
const feesOf = (values: Answers["values"], items: Answers["items"] = {}, table?: FeeTable) => {
  const own = table ? offeringWith(table) : offering;
  const journey = evaluateJourney(own, { values, items });
  const filed = filedFees(journey, "de", words);
  if (!filed) throw new Error("the service has fees");
  return filed;
};
const lines = (...args: Parameters<typeof feesOf>) =>
  feesOf(...args).positions.map(({ id, item, cents }) => [id, item, cents]);
const two = { dogs: ["1", "b"] };

describe("fees", () => {
  it("are charged for each item by its rank and its code, and named by it", () => {
    const values = { "dogs:1/call": "Bello", "dogs:1/breed": "01", "dogs:b/breed": "02" };
    expect(lines({ ...values, "more/badges": 0 }, two)).toEqual([
      ["breed", "Hund 1: Bello", 9001],
      ["breed", "Hund 2", 12000],
      ["second", "Hund 2", 500],
      ["badges", undefined, 250],
    ]);
  });

  it("are less by a reduction, half a cent rounded up", () => {
    const [line] = feesOf({ "dogs:1/breed": "01", "owner/moved": true }).positions;
    expect(line).toMatchObject({ cents: 4501, single: 9001, reduction: { percent: 50 } });
  });

  it("stay within the bounds of a position", () => {
    expect(lines({ "more/badges": 3 })).toEqual([["badges", undefined, 750]]);
    expect(lines({ "more/badges": 400 })).toEqual([["badges", undefined, 1000]]);
  });

  it("follow ranges, and are open above the last one and before there is an answer", () => {
    const moved = { "owner/moved": true };
    expect(lines({ ...moved, "more/area": 10 })).toEqual([["area", undefined, 0]]);
    expect(lines({ ...moved, "more/area": 10.5 })).toEqual([["area", undefined, 700]]);
    expect(feesOf({ ...moved, "more/area": 51 }).open.map(({ id }) => id)).toContain("area");
    expect(feesOf(moved).open.map(({ id }) => id)).toEqual(["breed", "badges", "area"]);
  });

  it("leave out what hangs on a question that is not asked, although an answer is kept", () => {
    const { open, positions } = feesOf({ "owner/moved": false, "more/area": 20 });
    expect([...open, ...positions].map(({ id }) => id)).not.toContain("area");
  });

  it("are nothing where there is a reason, which is told", () => {
    expect(feesOf({ "dogs:1/breed": "02", "more/guide": true })).toMatchObject({
      positions: [],
      total: 0,
      free: "Blindenführhunde kosten nichts.",
    });
  });

  it("go by the municipality's table, but for entries of an older version", () => {
    const values = { "dogs:1/breed": "01", "more/badges": 1 };
    const own: FeeTable = {
      badge: { kind: "amount", cents: 300 },
      breed: { kind: "amount", cents: 1 },
    };
    expect(lines(values, {}, own)).toEqual([
      ["breed", "Hund 1", 9001],
      ["badges", undefined, 300],
    ]);
  });

  it("are on a page the same as in the whole journey, whatever is typed there", () => {
    const values = { "dogs:1/breed": "01", "owner/moved": true, "more/badges": 2 };
    const journey = evaluateJourney(offering, { values, items: {} });
    const step = stepAt(journey, "weiteres");
    const page = step && feesOnPage(journey, step, "de", words);
    if (!page) throw new Error("the page has fees");
    expect(page.here).toEqual(["more/guide", "more/badges", "more/area"]);
    // Only what the fees look at leaves the server.
    expect(page.values).toEqual({ "owner/moved": true, "dogs:1/breed": "01" });
    const typed = { "more/badges": 4, "more/area": 20 };
    const live = computeFees(page.plan, (path) =>
      page.here.includes(path) ? (typed as Answers["values"])[path] : page.values[path],
    );
    expect(live.total).toBe(feesOf({ ...values, ...typed }).total);
  });
});

const cents = fc.integer({ min: 0, max: 100_000_000 });
const anyTable: fc.Arbitrary<FeeTable> = fc.record({
  breed: fc.record({
    kind: fc.constant("codes" as const),
    cents: fc.record({ "01": cents, "02": cents }),
  }),
  half: fc.record({
    kind: fc.constant("percent" as const),
    percent: fc.integer({ min: 0, max: 100 }),
  }),
  second: fc.record({ kind: fc.constant("amount" as const), cents }),
  badge: fc.record({ kind: fc.constant("amount" as const), cents }),
  most: fc.record({ kind: fc.constant("amount" as const), cents }),
});
const anyValues = fc.record(
  {
    "owner/moved": fc.boolean(),
    "dogs:1/breed": fc.constantFrom("01", "02", "??"),
    "dogs:b/breed": fc.constantFrom("01", "02"),
    "more/guide": fc.boolean(),
    "more/badges": fc.integer({ min: -10, max: Number.MAX_SAFE_INTEGER }),
    "more/area": fc.double({ min: -5, max: 100, noNaN: true }),
  },
  { requiredKeys: [] },
);

it("whatever is answered: the total is the sum of whole positions, none of them negative", () => {
  fc.assert(
    fc.property(anyValues, anyTable, fc.constantFrom({}, two), (values, table, items) => {
      const { positions, total, free } = feesOf(values, items, table);
      expect(total).toBe(positions.reduce((sum, one) => sum + one.cents, 0));
      for (const one of positions) {
        expect(Number.isSafeInteger(one.cents)).toBe(true);
        expect(one.cents).toBeGreaterThanOrEqual(0);
      }
      if (free !== undefined) expect(total).toBe(0);
    }),
  );
});

it("an answer that does not count changes nothing", () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      const journey = evaluateJourney(offering, { values, items: {} });
      const pruned = evaluateJourney(offering, { values: journey.values, items: {} });
      const plan = planFees(journey, "de", words);
      if (!plan) throw new Error("the service has fees");
      expect(computeFees(plan, lookIn(pruned))).toEqual(computeFees(plan, lookIn(journey)));
    }),
  );
});

describe("the check", () => {
  const broken = (change: (fees: Fees) => void) => {
    const fees = structuredClone(feeService.fees);
    change(fees);
    return checkService({ ...feeService, fees }).map(({ code, path, detail }) =>
      [code, path, detail].join(" "),
    );
  };
  const position = (fees: Fees, index: number) => fees.positions[index] ?? fees.positions[0]!;

  it("finds nothing wrong with the fixture", () => {
    expect(checkService(feeService)).toEqual([]);
  });

  it.each<[string, (fees: Fees) => void, string]>([
    [
      "unknown question",
      (f) => (position(f, 2).times = "more/none"),
      "feeNode fees/badges more/none",
    ],
    ["question of many items", (f) => delete position(f, 0).each, "feeNode fees/breed dogs/breed"],
    [
      "group that does not repeat",
      (f) => (position(f, 1).each = { group: "owner" }),
      "feeNode fees/second owner",
    ],
    [
      "condition on nothing",
      (f) => (position(f, 3).when = { op: "equals", field: "x", value: 1 }),
      "feeNode fees/area x",
    ],
    [
      "entry of the wrong kind",
      (f) => (position(f, 2).entry = "half"),
      "feeEntry fees/badges half",
    ],
    ["missing entry", (f) => (position(f, 2).entry = "none"), "feeEntry fees/badges none"],
    ["unused entry", (f) => void f.positions.splice(1, 1), "feeEntry fees/second never used"],
    ["position named twice", (f) => (position(f, 1).id = "breed"), "duplicateId fees/breed "],
    [
      "code without amount",
      (f) => (f.table["breed"]!.default = { kind: "codes", cents: { "01": 1 } }),
      "feeCodeMissing fees/breed 02",
    ],
    [
      "amount for a code that nobody can choose",
      (f) => (f.table["breed"]!.default = { kind: "codes", cents: { "01": 1, "02": 1, "03": 1 } }),
      "feeCodeUnknown fees/breed 03",
    ],
    [
      "falling ranges",
      (f) =>
        (f.table["area"]!.default = {
          kind: "ranges",
          ranges: [{ cents: 1 }, { upTo: 5, cents: 2 }],
        }),
      "feeRanges fees/area ",
    ],
  ])("tells a %s", (_, change, told) => {
    expect(broken(change)).toContain(told);
  });
});
