import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import { buildService } from "./apply-package.ts";
import { schemaFixture, zones } from "./fixtures/read-fixture.ts";
import { servicePackageSchema } from "./package.ts";

const schema = schemaFixture("alle-merkmale.xdf3.xml");
const bank = "G99000000003/G99000000005";

function build(overrides: Record<string, unknown> = {}) {
  const servicePackage = servicePackageSchema.parse({
    id: "feier",
    name: { de: "Feier anzeigen", en: "Announce a party" },
    languages: ["de", "en"],
    description: { summary: { de: "Kurz.", en: "Short." } },
    ...overrides,
  });
  return buildService(schema, zones(), servicePackage);
}

function codesOf(outcome: ReturnType<typeof build>): string[] {
  return outcome.problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

describe("buildService", () => {
  it("lays texts, kinds and options over the import", () => {
    const outcome = build({
      nodes: {
        F99000000002: { label: { en: "Short title" }, hint: { en: "A short name." } },
        "G99000000003/G99000000006/F99000000042": { kind: "email", options: { maxLength: 60 } },
        "G99000000001/F99000000010": { options: { minimum: "today" }, required: false },
      },
      options: { "G99000000002/F99000000030": { "01": { en: "Small" } } },
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { service } = outcome;
    expect(service).toMatchObject({
      id: "feier",
      version: "1.0.0",
      name: { en: "Announce a party" },
      languages: ["de", "en"],
    });
    expect(service.nodes.find(({ id }) => id === "F99000000002")).toMatchObject({
      label: { de: "Kurztitel", en: "Short title" },
      hint: { de: "Ein kurzer Name genügt.", en: "A short name." },
    });
    const text = JSON.stringify(service.nodes);
    expect(text).toContain('"kind":"email","options":{"maxLength":60}');
    expect(text).toContain('"options":{"minimum":"today","maximum":"2026-12-31"}');
    expect(service.codeLists["G99000000002/F99000000030"]?.options[0]?.label).toEqual({
      de: "Klein",
      en: "Small",
    });
    expect(checkService(service)).toEqual([]);
  });

  it("drops the question whether a group applies where the package knows", () => {
    const when = { op: "equals", field: "G99000000001/F99000000013", value: true };
    for (const [overlay, expected] of [
      [{ when }, when],
      [{ required: true }, undefined],
    ] as const) {
      const outcome = build({ nodes: { [bank]: overlay } });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      expect(JSON.stringify(outcome.service)).not.toContain("G99000000005-vorhanden");
      const person = outcome.service.nodes.find(({ id }) => id === "G99000000003");
      const group =
        person?.type === "group" && person.children.find(({ id }) => id === "G99000000005");
      expect(group && group.when).toEqual(expected);
      expect(checkService(outcome.service)).toEqual([]);
    }
  });

  it("joins its conditions with those of a choice group", () => {
    const when = { op: "equals", field: "G99000000001/F99000000013", value: true };
    const outcome = build({ nodes: { "G99000000009/G99000000011": { when } } });
    expect(outcome.ok && JSON.stringify(outcome.service.nodes)).toContain('"op":"and"');
  });

  it("lets the package say which rules it carries out", () => {
    const outcome = build({ settled: ["R99000000001"] });
    expect(outcome.ok && outcome.service.openPoints.map(({ id }) => id)).not.toContain(
      "R99000000001",
    );
  });

  it("hides what the schema does not demand", () => {
    const outcome = build({ nodes: { [bank]: { hide: true }, F99000000003: { hide: true } } });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const text = JSON.stringify(outcome.service.nodes);
    expect(text).not.toContain("G99000000005-vorhanden");
    expect(text).toContain('"when":{"op":"not","condition":{"op":"always"}}');
    expect(checkService(outcome.service)).toEqual([]);
    expect(codesOf(build({ nodes: { F99000000002: { hide: true } } }))).toEqual(["invalidOverlay"]);
  });

  it.each([
    ["node", { nodes: { G1: { label: { en: "x" } } } }, "unknownNode", "G1"],
    ["list", { options: { liste: {} } }, "unknownCodeList", "liste"],
    [
      "code",
      { options: { "G99000000002/F99000000030": { "99": { en: "x" } } } },
      "unknownOption",
      "99",
    ],
    ["rule", { settled: ["R1"] }, "unknownRule", "R1"],
    ["page", { pageChanges: { nirgends: { title: { de: "x" } } } }, "unknownPage", "nirgends"],
    [
      "child as item title",
      { nodes: { G99000000012: { itemTitle: ["F1"] } } },
      "unknownNode",
      "F1",
    ],
  ])("tells an unknown %s and goes on without it", (_name, overrides, code, named) => {
    const outcome = build(overrides);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const before = build().problems.length;
    expect(outcome.problems).toHaveLength(before + 1);
    expect(outcome.problems.at(-1)).toMatchObject({ severity: "warning", code });
    expect(outcome.problems.at(-1)?.message).toContain(named);
    expect(checkService(outcome.service)).toEqual([]);
  });

  it.each([
    [
      "node of a condition",
      { nodes: { F99000000003: { when: { op: "empty", field: "F1" } } } },
      "unknownNode",
      "F1",
    ],
    [
      "code of a condition",
      {
        nodes: {
          G99000000003: {
            when: { op: "equals", field: "G99000000002/F99000000030", value: "1" },
          },
        },
      },
      "unknownOption",
      '"1"',
    ],
    ["kind", { nodes: { F99000000002: { kind: "bild" } } }, "invalidOverlay", "F99000000002"],
    [
      "option of a kind",
      { nodes: { F99000000002: { options: { farbe: 1 } } } },
      "invalidOverlay",
      "farbe",
    ],
    ["use on a group", { nodes: { G99000000003: { preset: "x" } } }, "invalidOverlay", "preset"],
    ["use on a field", { nodes: { F99000000002: { widget: "bank" } } }, "invalidOverlay", "widget"],
  ])("refuses an unknown %s", (_name, overrides, code, named) => {
    const outcome = build(overrides);
    expect(outcome.ok).toBe(false);
    expect(codesOf(outcome)).toEqual([code]);
    const messages = outcome.problems.filter(({ severity }) => severity === "error");
    expect(messages[0]?.message).toContain(named);
  });
});

describe("rules of a package", () => {
  const [sentence] = schema.rules;
  const id = sentence?.id ?? "";
  const target = "G99000000001/F99000000014";
  const rule = {
    id,
    bearer: "",
    effect: "require",
    target,
    condition: { op: "equals", field: "G99000000001/F99000000013", value: true },
  };
  const built = (overrides: Record<string, unknown>) => {
    const outcome = build(overrides);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    return outcome;
  };

  it("stand in place of what the import made of the same sentence", () => {
    const made = (one: ReturnType<typeof built>) =>
      one.service.rules.filter((own) => own.id === id && own.bearer === "");
    expect(made(built({}))).not.toEqual([rule]);
    const outcome = built({ rules: [rule] });
    expect(made(outcome)).toEqual([rule]);
    expect(outcome.problems.map(({ code }) => code)).not.toContain("sentenceChanged");
    expect(checkService(outcome.service)).toEqual([]);
  });

  it("carry out a sentence that the import left open, where it stands and nowhere else", () => {
    const own = {
      ...{ id: "R99000000103", bearer: "G99000000101", effect: "valid" },
      condition: { op: "less", field: "G99000000101/F99000000101", value: 5 },
    };
    const laid = (rules: readonly unknown[]) => {
      const saying = servicePackageSchema.parse({
        ...{ id: "gesagt", name: { de: "Gesagt" }, languages: ["de"] },
        ...{ description: { summary: { de: "Kurz." } }, rules },
      });
      const outcome = buildService(schemaFixture("alles-gesagt.xdf3.xml"), [], saying);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      return outcome.service;
    };
    const openIn = ({ openPoints }: ReturnType<typeof laid>) =>
      openPoints.filter(({ code }) => code === "rule").map((point) => point.id);
    expect(openIn(laid([]))).toContain(own.id);
    expect(openIn(laid([own]))).toEqual(openIn(laid([])).filter((one) => one !== own.id));
    expect(laid([own]).rules).toContainEqual(own);
    expect(openIn(laid([{ ...own, bearer: "" }]))).toContain(own.id);
  });

  it("follow a node that moved, and go with their sentence", () => {
    const { service } = built({ rules: [{ ...rule, target: "G99000000002/F99000000014" }] });
    expect(service.rules).toContainEqual(rule);
    const gone = built({ rules: [{ ...rule, id: "R99999999999" }] });
    expect(gone.service.rules.some((one) => one.id === "R99999999999")).toBe(false);
    expect(gone.problems).toContainEqual(expect.objectContaining({ code: "unknownRule" }));
    const own = built({ rules: [{ ...rule, id: "eigene-regel" }] });
    expect(own.service.rules.some((one) => one.id === "eigene-regel")).toBe(true);
  });

  it("are told when their sentence reads otherwise by now", () => {
    const { problems } = built({ rules: [{ ...rule, sentence: "So stand es früher da." }] });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: "sentenceChanged", severity: "warning", path: "" }),
    );
  });
});
