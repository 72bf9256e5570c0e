import { describe, expect, it } from "vitest";
import type { Rule } from "../../domain/rule.ts";
import { readTypedRule, typedRuleOf, type TypedRule } from "./rule-form.ts";
import type { RowField, RowFields } from "./rule-rows.ts";
import type { RuleSentence } from "./rule-sentences.ts";

const label = { de: "Frage" };
const codes = [
  { code: "01", label: { de: "Klein" } },
  { code: "02", label: { de: "Groß" } },
];
const list: readonly RowField[] = [
  { path: "G1", label, kind: "group" },
  { path: "G1/laut", label, kind: "yesNo" },
  { path: "G1/groesse", label, kind: "choice", codes },
  { path: "G1/gaeste", label, kind: "integer" },
  { path: "G1/kosten", label, kind: "money" },
  { path: "G1/tag", label, kind: "date" },
];
const fields: RowFields = new Map(list.map((field) => [field.path, field]));
const key = { id: "R99000000001", bearer: "G1", sentence: "Wenn laut, dann Tag." };
const sentence: RuleSentence = { ...key, state: "open", rules: [] };
const typed: TypedRule = {
  ...{ how: "rows", effect: "require", target: "G1/tag", codes: "", join: "and" },
  ...{ rows: [{ field: "G1/laut", comparison: "equals", value: "Ja" }], message: "", json: "" },
};
const row = (field: string, comparison: string, value: string) => ({ field, comparison, value });
const read = (changes: Partial<TypedRule>) =>
  readTypedRule({ ...typed, ...changes }, sentence, fields);
const problemsOf = (changes: Partial<TypedRule>) => {
  const outcome = read(changes);
  return outcome.ok ? [] : outcome.problems.map(({ control, text }) => `${control} ${text}`);
};

describe("a rule of rows", () => {
  it("says what its sentence says, in the form of the service", () => {
    expect(read({})).toEqual({
      ok: true,
      rules: [
        {
          ...key,
          effect: "require",
          target: "G1/tag",
          condition: { op: "equals", field: "G1/laut", value: true },
        },
      ],
    });
  });

  it.each<[TypedRule["rows"][number], object]>([
    [row("G1/groesse", "equals", "groß"), { op: "equals", field: "G1/groesse", value: "02" }],
    [row("G1/groesse", "in", "01; Groß"), { op: "in", field: "G1/groesse", values: ["01", "02"] }],
    [
      row("G1/gaeste", "more", "75"),
      {
        op: "and",
        conditions: [
          { op: "not", condition: { op: "empty", field: "G1/gaeste" } },
          { op: "not", condition: { op: "atMost", field: "G1/gaeste", value: 75 } },
        ],
      },
    ],
    [row("G1/kosten", "less", "10,50 €"), { op: "less", field: "G1/kosten", value: 1050 }],
    [row("G1/tag", "atMost", "1.3.2026"), { op: "atMost", field: "G1/tag", value: "2026-03-01" }],
    [row("G1", "filled", ""), { op: "not", condition: { op: "empty", field: "G1" } }],
  ])("reads %j", (one, condition) => {
    expect(read({ rows: [one] })).toMatchObject({ ok: true, rules: [{ condition }] });
  });

  it("is told what is wrong with it, control by control", () => {
    expect(problemsOf({ effect: "", target: "G9" })).toEqual(["wirkung noEffect", "ziel noTarget"]);
    expect(problemsOf({ rows: [] })).toEqual(["feld-0 noRow"]);
    expect(
      problemsOf({
        rows: [
          row("G9", "equals", "1"),
          row("G1/laut", "equals", "vielleicht"),
          row("G1/groesse", "equals", "03"),
          row("G1/gaeste", "less", "viele"),
          row("G1/tag", "equals", "31.13.2026"),
          row("G1/groesse", "less", "01"),
          row("G1", "equals", "x"),
          row("G1/laut", "equals", " "),
        ],
      }),
    ).toEqual([
      "feld-0 noField",
      "wert-1 yesOrNo",
      "wert-2 unknownCode",
      "wert-3 notANumber",
      "wert-4 notADay",
      "vergleich-5 noOrder",
      "vergleich-6 groupComparison",
      "wert-7 noValue",
    ]);
    expect(problemsOf({ effect: "options", target: "G1/groesse", codes: "01, 09" })).toEqual([
      "werte unknownCode",
    ]);
  });
});

describe("rules that are shown again", () => {
  it.each<Partial<TypedRule>>([
    {},
    { effect: "onlyIf" },
    {
      effect: "requireElse",
      join: "or",
      rows: [row("G1/laut", "differs", "ja"), row("G1/tag", "empty", "")],
    },
    { effect: "options", target: "G1/groesse", codes: "01, 02" },
    {
      effect: "valid",
      target: "",
      message: "So geht das nicht.",
      rows: [row("G1/kosten", "atLeast", "10,50")],
    },
  ])("are read as they were: %j", (changes) => {
    const outcome = read(changes);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const again = typedRuleOf(outcome.rules, sentence, fields);
    expect(again.how).toBe("rows");
    expect(readTypedRule(again, sentence, fields)).toEqual(outcome);
  });

  it("come as JSON where rows cannot say them", () => {
    const condition = {
      ...{ op: "xor" as const },
      conditions: [
        { op: "empty" as const, field: "G1/laut" },
        { op: "empty" as const, field: "G1/tag" },
      ],
    };
    const rules: Rule[] = [{ ...key, effect: "valid", condition }];
    const again = typedRuleOf(rules, sentence, fields);
    expect(again.how).toBe("json");
    expect(readTypedRule(again, sentence, fields)).toEqual({ ok: true, rules });
  });
});

describe("a rule as JSON", () => {
  it("is told what it must not say", () => {
    expect(problemsOf({ how: "json", json: "{" })).toEqual(["json notJson"]);
    expect(problemsOf({ how: "json", json: "[]" })).toEqual(["json notARule"]);
    const json = JSON.stringify({ effect: "require", wenn: true });
    expect(problemsOf({ how: "json", json }).length).toBeGreaterThan(0);
  });

  it("is always about its sentence", () => {
    const json = JSON.stringify({
      id: "R1",
      bearer: "",
      effect: "valid",
      condition: { op: "always" },
    });
    expect(read({ how: "json", json })).toMatchObject({ ok: true, rules: [key] });
  });
});
