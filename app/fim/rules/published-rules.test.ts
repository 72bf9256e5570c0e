import { describe, expect, it } from "vitest";
import { checkRules } from "./check-rules.ts";
import { beekeeping } from "./fixtures/invented.ts";
import { importPublishedRules, readPublishedRules } from "./published-rules.ts";

const structure = beekeeping();

function imported(...translated: unknown[]) {
  const text = JSON.stringify([
    { element_id: "S99000000001", element_version: "1.0.0", free_text_rules: [], translated },
  ]);
  const file = readPublishedRules(text);
  if (!file.ok) throw new Error(file.message);
  return importPublishedRules(file.elements, structure);
}

const identifier = (id: string) => ({ identifier: id });

describe("published rules", () => {
  it("become rules of ours", () => {
    const { rules, problems } = imported(
      {
        effect: "require",
        target_leaf: "G99000000010",
        message: "Der Standort fehlt.",
        condition: { equal: [identifier("self.F99000000001"), true] },
      },
      {
        effect: "forbid",
        target_leaf: "F99000000003",
        condition: {
          or: [
            { not: identifier("F99000000001") },
            { not_equal: [identifier("F99000000002"), "999"] },
          ],
        },
      },
      {
        effect: "valid",
        target_leaf: null,
        condition: {
          and: [
            { is_valid_date: ["31", "32", "33"].map((end) => identifier(`self.F990000000${end}`)) },
            {
              xor: [
                { is_empty: identifier("F99000000011") },
                { less_than: [identifier("F99000000004"), 5] },
              ],
            },
          ],
        },
      },
    );
    expect(problems).toEqual([]);
    expect(rules).toEqual([
      {
        id: "S99000000001#1",
        bearer: "",
        effect: "require",
        target: "G99000000010",
        condition: { op: "equals", field: "F99000000001", value: true },
        message: { de: "Der Standort fehlt." },
      },
      {
        id: "S99000000001#2",
        bearer: "",
        effect: "forbid",
        target: "F99000000003",
        condition: {
          op: "or",
          conditions: [
            { op: "not", condition: { op: "equals", field: "F99000000001", value: true } },
            { op: "not", condition: { op: "equals", field: "F99000000002", value: "999" } },
          ],
        },
      },
      {
        id: "S99000000001#3",
        bearer: "",
        effect: "valid",
        condition: {
          op: "and",
          conditions: [
            {
              op: "calendarDay",
              day: "G99000000030/F99000000031",
              month: "G99000000030/F99000000032",
              year: "G99000000030/F99000000033",
            },
            {
              op: "xor",
              conditions: [
                { op: "empty", field: "G99000000010/F99000000011" },
                { op: "less", field: "F99000000004", value: 5 },
              ],
            },
          ],
        },
      },
    ]);
    expect(checkRules(rules, structure)).toEqual([]);
  });

  it("keep a wrong value, so that the checker tells it", () => {
    const { rules } = imported({
      effect: "require",
      target_leaf: "F99000000003",
      message: "Bitte beschreiben.",
      condition: { equal: [identifier("self.F99000000002"), "999 Sonstige Bienen"] },
    });
    expect(checkRules(rules, structure)).toMatchObject([
      { code: "wrongLiteral", ruleId: "S99000000001#1", sentences: ["Bitte beschreiben."] },
    ]);
  });

  it("are told where they name what does not exist or ask what is not known", () => {
    const { rules, problems } = imported(
      { effect: "require", target_leaf: "F99000000099", condition: true },
      { effect: "require", condition: true },
      { effect: "valid", condition: { matches: [identifier("F99000000003"), ".*"] } },
    );
    expect(rules).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(["unknownId", "unknownId", "typeMismatch"]);
  });

  it("of another version of an element do not count", () => {
    const file = readPublishedRules(
      JSON.stringify([
        {
          element_id: "S99000000001",
          element_version: "2.0.0",
          translated: [{ effect: "require", target_leaf: "F99000000003", condition: true }],
        },
      ]),
    );
    expect(file.ok && importPublishedRules(file.elements, structure).rules).toEqual([]);
  });

  it.each(["{", "{}", '[{"element_id": 5, "translated": []}]'])("are no file: %s", (text) => {
    expect(readPublishedRules(text).ok).toBe(false);
  });
});
