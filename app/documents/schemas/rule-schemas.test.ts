import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "#app/domain/condition.ts";
import { evaluateCondition } from "#app/domain/evaluate.ts";
import type { Rule } from "#app/domain/rule.ts";
import { serviceSchema } from "#app/domain/service.ts";
import { compileJsonSchema } from "../fixtures/receiver-checks.ts";
import { receiverRulesSchema } from "./json-schema-rules.ts";

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
      {
        ...base,
        rules: rules.map(
          (rule, index) => ({ id: `R${String(index)}`, bearer: "", ...rule }) as Rule,
        ),
      },
      { keys: "bare", state },
    );
  const accepts = (rules: readonly object[], data: object): boolean =>
    compileJsonSchema(schemaOf(rules))({ F4: "x", ...data });

  it("requires a field, and with it the groups around it that nothing can hide", () => {
    const rules = [{ effect: "require", target: "G1/F2", condition: given("F1") }];
    expect(accepts(rules, { F1: "x", G1: { F3: "x" } })).toBe(false);
    expect(accepts(rules, { F1: "x", G1: { F2: "x" } })).toBe(true);
    expect(accepts(rules, { F1: "x" })).toBe(false);
    expect(accepts(rules, { G1: { F3: "x" } })).toBe(true);
    const hidden = { effect: "forbid", target: "G1", condition: given("F4") };
    expect(accepts([...rules, hidden], { F1: "x" })).toBe(true);
  });

  it("requires of a group that something in it is answered", () => {
    const rules = [{ effect: "require", target: "G1", condition: given("F1") }];
    expect(accepts(rules, { F1: "x" })).toBe(false);
    expect(accepts(rules, { F1: "x", G1: { F3: "x" } })).toBe(true);
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

  it("holds for each item in which it looks and acts, whoever bears it", () => {
    const rules = [
      { effect: "require", target: "G2/F6", condition: given("G2/F5") },
      {
        effect: "valid",
        condition: { op: "not", condition: { op: "equals", field: "G2/F5", value: "z" } },
      },
    ];
    expect(accepts(rules, { G2: [{ F5: "x", F6: "y" }, { F6: "z" }] })).toBe(true);
    expect(accepts(rules, { G2: [{ F6: "y" }, { F5: "x" }] })).toBe(false);
    expect(accepts(rules, { G2: [{ F5: "z", F6: "y" }] })).toBe(false);
    expect(accepts(rules, {})).toBe(true);
  });

  it("says nothing about what nobody is asked", () => {
    const rules = [
      { effect: "forbid", target: "F1", condition: given("G1/F2") },
      { effect: "valid", condition: { op: "equals", field: "F1", value: "x" } },
    ];
    expect(accepts(rules, { G1: { F2: "x" } })).toBe(true);
    expect(accepts(rules, { F1: "y" })).toBe(false);
    expect(accepts(rules, { F1: "x" })).toBe(true);
  });

  it("knows the days of the calendar", () => {
    const parts = ["day", "month", "year"];
    const node = (id: string) => field(id, { kind: "integer" });
    const dated = { ...base, nodes: parts.map((id) => node(id)) };
    const [day = "", month = "", year = ""] = parts;
    const rule = {
      id: "R1",
      bearer: "",
      effect: "valid",
      condition: { op: "calendarDay", day, month, year },
    };
    const service = serviceSchema.parse({ ...dated, rules: [rule] });
    const validate = compileJsonSchema(receiverRulesSchema(service, { keys: "bare" }));
    const number = (from: number, to: number) =>
      fc.option(fc.integer({ min: from, max: to }), { nil: undefined });
    fc.assert(
      fc.property(
        number(-1, 33),
        fc.oneof(fc.constant(2), number(-1, 14)),
        number(1895, 2005),
        (day, month, year) => {
          const given = JSON.parse(JSON.stringify({ day, month, year })) as object;
          const values: Record<string, number | undefined> = { day, month, year };
          const holds = evaluateCondition(rule.condition as Condition, (path) => values[path]);
          expect(validate(given)).toBe(holds);
        },
      ),
      { numRuns: 3000 },
    );
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
      { effect: "require", target: "F1", condition: given("G2/F5") },
      { effect: "require", target: "G2", condition: given("F1") },
      { effect: "forbid", target: "F9", condition: given("F1") },
      { effect: "valid", condition: { op: "less", field: "F1", value: "m" } },
      { effect: "valid", condition: { op: "calendarDay", day: "F1", month: "F4", year: "G1/F2" } },
      { effect: "forbid", target: "F4", condition: inState },
    ];
    expect(schemaOf(rules)).toHaveProperty(
      "$comment",
      "Not expressed: R0: looks at all items of G2; R1: G2 may be required and come without an answer; " +
        "R2: its target F9 is no part of the data; R3: compares texts by their letters; " +
        "R4: has a day whose parts are no numbers; R5: depends on the Land",
    );
    expect(accepts(rules, {})).toBe(true);
    const validate = compileJsonSchema(schemaOf(rules.slice(5), "05"));
    expect([validate({ F1: "x" }), validate({ F1: "x", F4: "x" })]).toEqual([true, false]);
    const elsewhere = compileJsonSchema(schemaOf(rules.slice(5), "09"));
    expect([elsewhere({ F1: "x" }), elsewhere({ F1: "x", F4: "x" })]).toEqual([false, true]);
  });
});
