import { describe, expect, it } from "vitest";
import type { Condition } from "#app/domain/condition.ts";
import type { Rule } from "#app/domain/rule.ts";
import { checkRules } from "./check-rules.ts";
import { beekeeping } from "./fixtures/invented.ts";

const bees = "F99000000001";
const kind = "F99000000002";
const other = "F99000000003";
const count = "F99000000004";
const line = "G99000000020/F99000000022";

const structure = beekeeping();
const isKind = (value: string): Condition => ({ op: "equals", field: kind, value });
const not = (condition: Condition): Condition => ({ op: "not", condition });

function decide(
  effect: "require" | "forbid",
  target: string,
  condition: Condition,
  message = `${effect} ${target}`,
): Rule {
  return { id: "R99000000001", bearer: "", effect, target, condition, message: { de: message } };
}

const codesOf = (...rules: Rule[]): string[] =>
  checkRules(rules, structure).map(({ code }) => code);

describe("a rule alone", () => {
  it.each<[string, string[], Rule]>([
    ["a code of the list", [], decide("require", other, isKind("999"))],
    [
      "a name in the place of the code",
      ["wrongLiteral"],
      decide("require", other, isKind("Wildbienen")),
    ],
    [
      "one wrong code among several",
      ["wrongLiteral"],
      decide("require", other, { op: "in", field: kind, values: ["001", "1"] }),
    ],
    [
      "yes where a choice is asked",
      ["typeMismatch"],
      decide("require", other, { op: "equals", field: kind, value: true }),
    ],
    [
      "a text where yes or no is asked",
      ["typeMismatch"],
      decide("require", other, { op: "equals", field: bees, value: "Ja" }),
    ],
    [
      "a text as the bound of a number",
      ["typeMismatch"],
      decide("require", other, { op: "less", field: count, value: "10" }),
    ],
    [
      "a field that does not exist",
      ["unknownId"],
      decide("require", other, { op: "empty", field: "F1" }),
    ],
    ["a target that does not exist", ["unknownId"], decide("require", "F1", { op: "always" })],
    [
      "two codes at once",
      ["neverTrue"],
      decide("require", other, { op: "and", conditions: [isKind("001"), isKind("002")] }),
    ],
    [
      "a number between bounds that exclude each other",
      ["neverTrue"],
      decide("require", other, {
        op: "and",
        conditions: [
          { op: "less", field: count, value: 3 },
          not({ op: "atMost", field: count, value: 5 }),
        ],
      }),
    ],
    [
      "an item of a repeated group, from outside",
      ["repeated"],
      decide("require", other, { op: "empty", field: line }),
    ],
    [
      "an item of a repeated group, from within",
      [],
      decide("require", line, { op: "equals", field: "G99000000020/F99000000021", value: true }),
    ],
    ["itself", ["cycle"], decide("forbid", other, { op: "empty", field: other })],
  ])("that names %s", (_name, codes, rule) => {
    expect(codesOf(rule)).toEqual(codes);
  });
});

describe("rules together", () => {
  it("clash where they demand opposite things in one case, and both are quoted", () => {
    const problems = checkRules(
      [
        decide("require", other, isKind("999"), "muss"),
        decide("forbid", other, isKind("999"), "darf nicht"),
      ],
      structure,
    );
    expect(problems).toMatchObject([
      { code: "clash", severity: "error", path: "", sentences: ["muss", "darf nicht"] },
    ]);
  });

  it("clash where their conditions can hold at the same time", () => {
    const yes: Condition = { op: "equals", field: bees, value: true };
    expect(codesOf(decide("require", other, yes), decide("forbid", other, isKind("001")))).toEqual([
      "clash",
    ]);
  });

  it("do not clash where one holds exactly when the other does not", () => {
    expect(
      codesOf(decide("require", other, isKind("999")), decide("forbid", other, not(isKind("999")))),
    ).toEqual([]);
  });

  it("do not clash where one Land excludes the other", () => {
    const state = (code: string): Condition => ({ op: "state", states: [code] });
    expect(
      codesOf(decide("require", other, state("05")), decide("forbid", other, state("06"))),
    ).toEqual([]);
  });

  it("are told where they hang on each other in a ring", () => {
    const place = "G99000000010/F99000000011";
    expect(
      codesOf(
        decide("forbid", other, { op: "empty", field: place }),
        decide("forbid", "G99000000010", { op: "empty", field: other }),
      ),
    ).toEqual(["cycle"]);
  });
});
