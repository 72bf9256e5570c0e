import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "#app/domain/condition.ts";
import { evaluateCondition } from "#app/domain/evaluate.ts";
import type { Value } from "#app/domain/fields/kinds.ts";
import { compileOffering } from "#app/domain/offering.ts";
import type { Rule } from "#app/domain/rule.ts";
import { serviceSchema, type ServiceDefinition } from "#app/domain/service.ts";
import { receiverData } from "../fim-json.v1.server.ts";
import { fimService } from "../fixtures/fim-service.ts";
import { applyAtRandom } from "../fixtures/random-application.ts";
import { compileJsonSchema } from "../fixtures/receiver-checks.ts";
import { receiverRulesSchema } from "./json-schema-rules.ts";

const group = "G99000000001";
const at = (number: number) => `${group}/F990000000${String(number).padStart(2, "0")}`;

function withRules(rules: readonly Rule[], service = fimService): ServiceDefinition {
  return { ...service, rules: [...rules] };
}

describe("a condition", () => {
  const offering = compileOffering(fimService);
  const fields = Array.from({ length: 20 }, (_, index) => index + 1);
  const literals = ["01", "02", "1950", "1950-05", "2099-12-31", "2027-03-28T02:30", "00:00", "x"];
  const literal = fc.oneof(
    fc.constantFrom(...literals),
    fc.constantFrom(0, 5, -5000, 100_000, 0.5),
    fc.boolean(),
  );
  const bound = fc.oneof(
    fc.constantFrom("1950", "1950-05-31", "2027-01-01", "2027-03-28T02:31", "23:59", "00:01"),
    fc.constantFrom(0, 1, 500, 50_000.5),
  );
  const path = fc.constantFrom(...fields).map(at);
  const { condition } = fc.letrec<{ condition: Condition; atom: Condition }>((tie) => ({
    atom: fc.oneof(
      fc.record({ op: fc.constant("equals" as const), field: path, value: literal }),
      fc.record({ op: fc.constant("in" as const), field: path, values: fc.array(literal) }),
      // Texts are not compared by their letters.
      fc.record({
        op: fc.constantFrom("less" as const, "atMost" as const),
        field: fc.constantFrom(3, 4, 5, 6, 7, 8, 9, 10, 17, 18, 19).map(at),
        value: bound,
      }),
      fc.record({
        op: fc.constant("empty" as const),
        field: fc.oneof(path, fc.constant(group), fc.constant("G99000000002")),
      }),
      fc.constant({ op: "always" as const }),
      fc.record({ op: fc.constant("state" as const), states: fc.constantFrom(["05"], ["09"]) }),
    ),
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie("atom"),
      fc.record({ op: fc.constant("not" as const), condition: tie("condition") }),
      fc.record({
        op: fc.constantFrom("and" as const, "or" as const, "xor" as const),
        conditions: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
      }),
    ),
  }));

  it("holds in the schema exactly where it holds in the form", () => {
    const seen = { holding: 0, other: 0 };
    fc.assert(
      fc.property(condition, fc.gen(), (valid, draw) => {
        const application = applyAtRandom(offering, draw);
        if (application.kind === "refused") return;
        const { journey, document } = application;
        const { values } = journey;
        const lookup = (name: string): Value | undefined => {
          if (name === "@state") return "05";
          const isAnswered = Object.keys(values).some(
            (key) => key.startsWith(`${name}/`) || key.startsWith(`${name}:`),
          );
          return values[name] ?? (isAnswered ? "answered" : undefined);
        };
        const rule: Rule = { id: "R1", bearer: "", effect: "valid", condition: valid };
        const service = withRules([rule]);
        const schema = receiverRulesSchema(service, { keys: "bare", state: "05" });
        expect(schema).not.toHaveProperty("$comment");
        const data = JSON.parse(JSON.stringify(receiverData(document, service, "bare"))) as unknown;
        const holds = evaluateCondition(valid, lookup);
        seen[holds ? "holding" : "other"] += 1;
        expect(compileJsonSchema(schema)(data)).toBe(holds);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.holding, seen.other)).toBeGreaterThan(20);
  });
});

describe("a rule", () => {
  const field = (id: string, rest: object = {}) => ({
    type: "field",
    id,
    label: { de: id },
    required: false,
    kind: "text",
    options: {},
    ...rest,
  });
  const must = { required: true, fim: { id: "F4", version: "1.0.0", min: 1, max: 1 } };
  const base = serviceSchema.parse({
    schemaVersion: 1,
    id: "regeln",
    version: "1.0",
    name: { de: "Regeln" },
    languages: ["de"],
    fim: { id: "S99000000009", version: "1.0.0" },
    description: { summary: { de: "Für Tests" } },
    codeLists: { list: { options: ["a", "b"].map((code) => ({ code, label: { de: code } })) } },
    nodes: [
      field("F1"),
      { type: "group", id: "G1", label: { de: "G1" }, children: [field("F2"), field("F3")] },
      field("F4", must),
      {
        type: "group",
        id: "G2",
        label: { de: "G2" },
        repeat: { min: 0, max: null },
        children: [
          field("F5"),
          field("F6"),
          field("F7", { kind: "choice", options: { list: "list" } }),
        ],
      },
    ],
    pages: [{ kind: "questions", id: "s", title: { de: "S" }, nodes: ["F1", "G1", "F4"] }],
  });
  const given = (path: string): Condition => ({
    op: "not",
    condition: { op: "empty", field: path },
  });
  const schemaOf = (rules: readonly object[], state?: string) =>
    receiverRulesSchema(
      withRules(
        rules.map((rule, index) => ({ id: `R${String(index)}`, bearer: "", ...rule }) as Rule),
        base,
      ),
      { keys: "bare", state },
    );
  const accepts = (rules: readonly object[], data: object): boolean =>
    compileJsonSchema(schemaOf(rules))({ F4: "x", ...data });

  it("requires, where what is around the target is there", () => {
    const rules = [{ effect: "require", target: "G1/F2", condition: given("F1") }];
    expect(accepts(rules, { F1: "x", G1: { F3: "x" } })).toBe(false);
    expect(accepts(rules, { F1: "x", G1: { F2: "x" } })).toBe(true);
    expect(accepts(rules, { F1: "x" })).toBe(true);
    expect(accepts(rules, { G1: { F3: "x" } })).toBe(true);
  });

  it("forbids, and frees what is mandatory from being there", () => {
    const rules = [{ effect: "forbid", target: "F4", condition: given("F1") }];
    const validate = compileJsonSchema(schemaOf(rules));
    expect(validate({ F1: "x" })).toBe(true);
    expect(validate({ F1: "x", F4: "x" })).toBe(false);
    expect(validate({})).toBe(false);
    expect(validate({ F4: "x" })).toBe(true);
  });

  it("does not require what another rule forbids", () => {
    const rules = [
      { effect: "require", target: "F1", condition: { op: "always" } },
      { effect: "forbid", target: "F1", condition: given("G1/F2") },
    ];
    expect(accepts(rules, {})).toBe(false);
    expect(accepts(rules, { G1: { F2: "x" } })).toBe(true);
  });

  it("holds for each item of the group that bears it, and reaches into the items from around them", () => {
    const rules = [
      { bearer: "G2", effect: "require", target: "G2/F6", condition: given("G2/F5") },
      { bearer: "G2", effect: "forbid", target: "G2/F5", condition: given("F1") },
      {
        bearer: "G2",
        effect: "options",
        target: "G2/F7",
        codes: ["a"],
        condition: { op: "equals", field: "G2/F6", value: "only a" },
      },
    ];
    expect(accepts(rules, { G2: [{ F5: "x", F6: "y" }, { F6: "z" }] })).toBe(true);
    expect(accepts(rules, { G2: [{ F5: "x", F6: "y" }, { F5: "z" }] })).toBe(false);
    expect(accepts(rules, { F1: "x", G2: [{ F5: "x", F6: "y" }] })).toBe(false);
    expect(accepts(rules, { G2: [{ F6: "only a", F7: "b" }] })).toBe(false);
    expect(
      accepts(rules, {
        G2: [
          { F6: "only a", F7: "a" },
          { F6: "", F7: "b" },
        ],
      }),
    ).toBe(true);
  });

  it("refuses what is not valid, where its bearer is there", () => {
    const rules = [
      { bearer: "G1", effect: "valid", condition: { op: "equals", field: "F1", value: "x" } },
    ];
    expect(accepts(rules, { G1: { F2: "x" } })).toBe(false);
    expect(accepts(rules, { F1: "x", G1: { F2: "x" } })).toBe(true);
    expect(accepts(rules, {})).toBe(true);
  });

  it("is named in a comment where it cannot be said", () => {
    const inState = { op: "and", conditions: [{ op: "state", states: ["05"] }, given("F1")] };
    const rules = [
      { effect: "require", target: "G2/F6", condition: given("F1") },
      { effect: "require", target: "G1", condition: given("F1") },
      { effect: "forbid", target: "F9", condition: given("F1") },
      { effect: "valid", condition: { op: "less", field: "F1", value: "m" } },
      { effect: "valid", condition: { op: "calendarDay", day: "F1", month: "F4", year: "G1/F2" } },
      { effect: "forbid", target: "F4", condition: inState },
    ];
    expect(schemaOf(rules)).toHaveProperty(
      "$comment",
      "Not expressed: R0: looks into the items of G2 from outside; R1: nothing in G1 need be answered; " +
        "R2: its target F9 is no part of the data; R3: compares texts by their letters; " +
        "R4: whether three numbers are a day of the calendar; R5: depends on the Land",
    );
    expect(accepts(rules, {})).toBe(true);
    const validate = compileJsonSchema(schemaOf(rules.slice(5), "05"));
    expect([validate({ F1: "x" }), validate({ F1: "x", F4: "x" })]).toEqual([true, false]);
    const elsewhere = compileJsonSchema(schemaOf(rules.slice(5), "09"));
    expect([elsewhere({ F1: "x" }), elsewhere({ F1: "x", F4: "x" })]).toEqual([false, true]);
  });
});
