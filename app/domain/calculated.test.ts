import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "./answers.ts";
import { calculate } from "./calculated.ts";
import { savePage } from "./change-answers.ts";
import { checkJourney } from "./check-journey.ts";
import { checkService } from "./check-service.ts";
import { buildData, buildSummary } from "./document.ts";
import { evaluateJourney, isComplete, stepAt } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { validatePageForm, visibleNodes } from "./page-form-check.ts";
import type { FormField, FormNode } from "./page-form.ts";
import { serviceSchema, type ServiceDefinition } from "./service.ts";
import { showPage } from "./shown-page.ts";

const today = "2026-11-27";
const words = { yes: "Ja", no: "Nein", declared: "Erklärt" };
const label = (de: string) => ({ label: { de } });
const field = (id: string, kind: string, more: object = {}) => ({
  type: "field",
  id,
  kind,
  ...label(id),
  required: !("calculated" in more),
  options: kind === "money" ? { currency: "EUR" } : {},
  ...more,
});
const page = (id: string, nodes: string[], more: object = {}) => ({
  kind: "questions",
  id,
  title: { de: id },
  nodes,
  ...more,
});
const of = (calculated: Record<string, object>): ServiceDefinition =>
  serviceSchema.parse({
    schemaVersion: 1,
    id: "rechnen",
    version: "1",
    name: { de: "Rechnen" },
    languages: ["de"],
    description: { summary: { de: "Rechnen" } },
    nodes: [
      field("geboren", "date"),
      field("verdient", "yesNo"),
      field("lohn", "money", { when: { op: "equals", field: "verdient", value: true } }),
      field("rente", "money", { required: false }),
      field("alter", "integer", {
        calculated: calculated["alter"],
        required: calculated["required"] !== undefined,
      }),
      field("summe", "money", { calculated: calculated["summe"] }),
      field("schule", "text", { when: { op: "less", field: "alter", value: 18 } }),
      {
        type: "group",
        id: "kind",
        ...label("Kind"),
        repeat: { min: 0, max: null },
        children: [field("geld", "money")],
      },
      field("kinder", "integer", { calculated: calculated["kinder"] }),
      field("kindergeld", "money", { calculated: calculated["kindergeld"] }),
    ],
    pages: [
      page("person", ["geboren", "verdient", "lohn", "rente", "alter", "summe", "schule"]),
      page("kind", ["kind/geld"], { within: ["kind"] }),
      { kind: "items", id: "alle", title: { de: "Kinder" }, group: "kind" },
      page("ende", ["kinder", "kindergeld"]),
    ],
  });
const expressions = {
  alter: { op: "age", born: "geboren" },
  summe: { op: "sum", fields: ["lohn", "rente"] },
  kinder: { op: "count", group: "kind" },
  kindergeld: { op: "sum", fields: ["kind/geld"] },
};
const service = of(expressions);
const offering = compileOffering(service);
const journeyOf = (values: Answers["values"], items: Answers["items"] = {}) =>
  evaluateJourney(offering, { values, items }, undefined, today);
const adult = { geboren: "1964-08-12", verdient: true, lohn: 250_000, rente: 10_050 };

describe("a calculated field", () => {
  it("is understood by the check", () => {
    expect(checkService(service)).toEqual([]);
  });

  it("follows from what counts, is nowhere asked and is filed", () => {
    const items = { kind: ["1", "b"] };
    const values = { ...adult, "kind:1/geld": 100, "kind:b/geld": 50 };
    const journey = journeyOf(values, items);
    expect(isComplete(journey)).toBe(true);
    expect(checkJourney(journey, today)).toEqual([]);
    expect(buildData(journey)).toMatchObject({
      alter: 62,
      summe: 260_050,
      kinder: 2,
      kindergeld: 150,
    });
    const rows = buildSummary(journey, "de", words).flatMap((section) => section.rows);
    expect(rows.find(({ path }) => path === "alter")?.values).toEqual(["62"]);
    const hidden = journeyOf({ ...values, verdient: false }, items);
    expect(hidden.values["summe"]).toBe(10_050);
  });

  it("is what the server computes, whatever is stored or sent", () => {
    expect(journeyOf({ ...adult, alter: 3, summe: 1 }).values).toMatchObject({
      alter: 62,
      summe: 260_050,
    });
    const { form } = opened(adult);
    const check = validatePageForm(form, { ...typed(), alter: "3", summe: "1" });
    expect(check.errors).toEqual([]);
    expect(check.asked).not.toContain("alter");
    expect(savePage({ values: {}, items: {} }, check).values).not.toHaveProperty("alter");
  });

  it("is computed anew while typing, and questions may hang on it", () => {
    const { form } = opened({});
    const shown = (born: string) => fieldsIn(visibleNodes(form, typed(born)));
    expect(shown("2010").find(({ name }) => name === "alter")?.computed).toBe(16);
    expect(shown("2010").map(({ name }) => name)).toContain("schule");
    expect(shown("1964").map(({ name }) => name)).not.toContain("schule");
    expect(shown("").find(({ name }) => name === "alter")?.computed).toBeUndefined();
  });

  it("knows on its page what was answered on others", () => {
    const { form } = opened({ ...adult, "kind:1/geld": 100 }, "ende", { kind: ["1"] });
    const [count, sum] = fieldsIn(visibleNodes(form, {}));
    expect([count?.computed, sum?.computed]).toEqual([1, 100]);
  });

  function opened(values: Answers["values"], address = "person", items: Answers["items"] = {}) {
    const journey = journeyOf(values, items);
    const step = stepAt(journey, address);
    if (!step) throw new Error("the page is not there");
    return { form: showPage(journey, step, "de", today) };
  }
  function typed(year = "1964") {
    return {
      "geboren/day": "12",
      "geboren/month": "8",
      "geboren/year": year,
      verdient: "true",
      lohn: "2500",
      rente: "100,50",
    };
  }
  function fieldsIn(nodes: readonly FormNode[]): readonly FormField[] {
    return nodes.flatMap((node) => (node.type === "group" ? fieldsIn(node.children) : [node]));
  }
});

describe("the check refuses", () => {
  it.each<[string, object, string]>([
    [
      "a circle with itself",
      { summe: { op: "sum", fields: ["summe"] } },
      "calculatedLooksForward summe",
    ],
    [
      "what is asked later",
      { alter: { op: "count", group: "kind" } },
      "calculatedLooksForward kind",
    ],
    [
      "what does not exist",
      { summe: { op: "sum", fields: ["gehalt"] } },
      "calculatedOperand gehalt",
    ],
    ["an age of no date", { alter: { op: "age", born: "lohn" } }, "calculatedOperand lohn"],
    [
      "one item of many",
      { kindergeld: { op: "difference", from: "rente", minus: "kind/geld" } },
      "calculatedOperand kind/geld",
    ],
    [
      "a calculated field that is required",
      { ...expressions, required: true },
      "calculatedRequired ",
    ],
    ["an age in euros", { summe: { op: "age", born: "geboren" } }, "calculatedKind money"],
  ])("%s", (_, changed, told) => {
    const problems = checkService(of({ ...expressions, ...(changed as typeof expressions) }));
    expect(problems.map(({ code, detail = "" }) => `${code} ${detail}`)).toContain(told);
  });
});

describe("days and years", () => {
  const age = (born: string, on: string) =>
    calculate({ op: "age", born: "a", on: "b" }, (path) => (path === "a" ? born : on), today);

  it.each([
    ["2008-11-27", "2026-11-27", 18],
    ["2008-11-28", "2026-11-27", 17],
    ["2008-02-29", "2026-02-28", 17],
    ["2008-02-29", "2026-03-01", 18],
    ["2027-01-01", "2026-11-27", undefined],
  ])("who was born on %s is on %s %s years old", (born, on, years) => {
    expect(age(born, on)).toBe(years);
  });

  it("days are whole whatever the clocks do, and turn round with their ends", () => {
    const date = fc
      .date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(date, date, (from, to) => {
        const days = (a: string, b: string) =>
          calculate({ op: "days", from: "a", to: "b" }, (path) => (path === "a" ? a : b), today) ??
          NaN;
        expect(Number.isInteger(days(from, to))).toBe(true);
        expect(days(from, to) + days(to, from)).toBe(0);
        expect(days(from, to) > 0).toBe(to > from);
      }),
    );
  });

  it("decimals add up as on paper", () => {
    const values: Record<string, number> = { a: 0.1, b: 0.2 };
    expect(calculate({ op: "sum", fields: ["a", "b"] }, (path) => values[path], today)).toBe(0.3);
  });
});
