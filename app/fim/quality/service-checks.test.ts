import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import type { Condition } from "#app/domain/condition.ts";
import { serviceSchema, type ServiceDefinition } from "#app/domain/service.ts";
import { examineService } from "./examine-schema.ts";

const text = (de: string): { de: string } => ({ de });
const node = (id: string, more: object): object => ({
  type: "field",
  id,
  label: text(id),
  required: true,
  options: {},
  ...more,
});
const yes = (field: string): Condition => ({ op: "equals", field, value: true });
const no = (field: string): Condition => ({ op: "equals", field, value: false });

/** Two questions with yes and no, a choice and a text on pages of their own. */
function service(rules: readonly object[], more: object = {}): ServiceDefinition {
  return serviceSchema.parse({
    schemaVersion: 1,
    id: "probe",
    version: "1.0",
    name: text("Probe"),
    languages: ["de"],
    description: { summary: text("Für Tests") },
    codeLists: { zones: { options: ["1", "2"].map((code) => ({ code, label: text(code) })) } },
    nodes: [
      node("a", { kind: "yesNo" }),
      node("b", { kind: "yesNo" }),
      node("zone", { kind: "choice", options: { list: "zones" } }),
      node("why", { kind: "text", required: false }),
    ],
    pages: ["a", "b", "zone", "why"].map((id) => ({
      kind: "questions",
      id,
      title: text(id),
      nodes: [id],
    })),
    rules: rules.map((rule, at) => ({ id: `R${String(at)}`, bearer: "", ...rule })),
    ...more,
  });
}

const always: Condition = { op: "and", conditions: [yes("a"), no("a")] };
const require = (target: string, condition: Condition) => ({
  effect: "require",
  target,
  condition,
});
const forbid = (target: string, condition: Condition) => ({ effect: "forbid", target, condition });
const options = (codes: readonly string[], condition: Condition) => ({
  effect: "options",
  target: "zone",
  codes,
  condition,
});

describe("structure and rules together", () => {
  it.each<readonly [string, readonly object[], string, string]>([
    ["mandatoryForbidden", [forbid("zone", yes("a"))], "zone", "»R0«"],
    [
      "ruleContradiction",
      [require("why", yes("a")), forbid("why", yes("a"))],
      "why",
      "»R0« / »R1«",
    ],
    ["ruleOverlap", [require("why", yes("a")), forbid("why", yes("b"))], "why", "»R0« / »R1«"],
    ["ruleCycle", [forbid("a", yes("b")), forbid("b", yes("a"))], "a", "»R"],
    ["ruleNeverFulfilled", [{ effect: "valid", condition: always }], "", "»R0«"],
    ["ruleNeverActs", [require("why", always)], "", "»R0«"],
    ["neverApplies", [forbid("why", { op: "always" })], "why", "why"],
    ["mandatoryNeverApplies", [forbid("zone", { op: "not", condition: always })], "zone", "zone"],
    ["pageUnreachable", [forbid("why", { op: "always" })], "why", "(why)"],
    ["choiceEmpty", [options(["1"], yes("a")), options(["2"], yes("b"))], "zone", "zone"],
  ])("%s", (code, rules, path, message) => {
    const finding = examineService(service(rules)).find((one) => one.code === code);
    expect(finding).toMatchObject({ path });
    expect(finding?.message).toContain(message);
  });

  it("finds what hangs on a question that nobody is asked", () => {
    const rules = [
      forbid("b", { op: "always" }),
      forbid("why", { op: "not", condition: yes("b") }),
    ];
    const pages = examineService(service(rules)).filter(({ code }) => code === "pageUnreachable");
    expect(pages.map(({ path }) => path)).toEqual(["b", "why"]);
  });

  it("says nothing where all fits", () => {
    const rules = [
      require("why", yes("a")),
      forbid("why", no("a")),
      options(["1"], yes("a")),
      options(["2"], no("a")),
      { effect: "valid", condition: { op: "or", conditions: [yes("a"), yes("b")] } },
    ];
    const fitting = service(rules);
    expect(checkService(fitting)).toEqual([]);
    expect(examineService(fitting)).toEqual([]);
  });

  it("knows that rules can answer whether a group is there", () => {
    const child = node("inner", { kind: "text" });
    const group = {
      type: "group",
      id: "part",
      label: text("part"),
      optional: true,
      presence: "part-there",
      when: yes("part-there"),
      children: [child, node("more", { kind: "text", required: false })],
    };
    const questions = ["a", "part-there", "part"];
    const settled = service(
      [require("part", yes("a")), forbid("part", { op: "not", condition: yes("a") })],
      {
        nodes: [
          node("a", { kind: "yesNo" }),
          node("part-there", { kind: "yesNo", data: false }),
          group,
        ],
        pages: questions.map((id) => ({ kind: "questions", id, title: text(id), nodes: [id] })),
      },
    );
    expect(checkService(settled)).toEqual([]);
    expect(examineService(settled)).toEqual([]);
  });

  it("tells empty lists and missing translations", () => {
    const bare = service([], { languages: ["de", "en"], codeLists: { zones: { options: [] } } });
    const findings = examineService(bare);
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ["choiceEmpty", "zone"],
      ...["", "a", "b", "zone", "why"].map((path) => ["translationMissing", path]),
    ]);
    expect(findings[1]?.message).toContain("en");
  });
});
