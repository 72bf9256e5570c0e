import { expect, it } from "vitest";
import type { Rule } from "../rule.ts";
import { serviceSchema } from "../service.ts";
import { compareOfferings } from "./compare-offerings.ts";

const question = (id: string, kind: string, options: object = {}) => ({
  ...{ type: "field", id, label: { de: id }, required: kind === "yesNo", kind, options },
});
const service = (rules: readonly Rule[]) =>
  serviceSchema.parse({
    ...{
      schemaVersion: 1,
      id: "feier",
      version: "1.0.0",
      name: { de: "Feier" },
      languages: ["de"],
    },
    description: { summary: { de: "Kurz." } },
    nodes: [
      question("laut", "yesNo"),
      question("gaeste", "integer", { minimum: 1, maximum: 500 }),
      question("ende", "text"),
    ],
    pages: [
      { kind: "questions", id: "feier", title: { de: "Feier" }, nodes: ["laut", "gaeste"] },
      { kind: "questions", id: "ende", title: { de: "Ende" }, nodes: ["ende"] },
    ],
    rules,
  });
const compare = (rules: readonly Rule[], telling: readonly string[]) =>
  compareOfferings({
    ...{ before: service([]), after: service(rules), telling, today: "2026-03-01" },
    ...{ language: "de", words: { yes: "Ja", no: "Nein", declared: "Bestätigt" } },
  });
const base = { id: "R1", bearer: "" };
const isLoud = { op: "equals", field: "laut", value: true } as const;

it("tells who is asked otherwise, and for whom all stays as it was", () => {
  const rows = compare(
    [{ ...base, effect: "require", target: "ende", condition: isLoud }],
    ["laut"],
  );
  const loud = rows.filter(({ situation }) => situation[0]?.answer === "Ja");
  const quiet = rows.filter(({ situation }) => situation[0]?.answer === "Nein");
  expect(loud.length).toBeGreaterThan(0);
  for (const { changes } of loud)
    expect(changes).toEqual([{ path: "ende", before: "optional", after: "required" }]);
  // Who left it empty got through before, and does not any more.
  expect(loud.flatMap(({ heldBack }) => heldBack)).toContainEqual(
    expect.objectContaining({ page: "Ende", path: "ende" }),
  );
  expect(quiet.length).toBeGreaterThan(0);
  for (const { changes, heldBack } of quiet) expect([changes, heldBack]).toEqual([[], []]);
});

it("tells whom a rule over answers holds back", () => {
  const few = { op: "atMost", field: "gaeste", value: 0 } as const;
  const condition = {
    op: "or" as const,
    conditions: [{ op: "not" as const, condition: isLoud }, few],
  };
  const rows = compare([{ ...base, effect: "valid", condition }], ["laut", "gaeste"]);
  const held = rows.filter(({ heldBack }) => heldBack.length > 0);
  expect(held.length).toBeGreaterThan(0);
  for (const { situation, heldBack } of held) {
    expect(situation[0]).toEqual({ path: "laut", answer: "Ja" });
    expect(heldBack[0]?.page).toBe("Feier");
  }
});

it("tells who is not asked any more", () => {
  const rows = compare(
    [{ ...base, effect: "forbid", target: "ende", condition: isLoud }],
    ["laut"],
  );
  expect(rows.flatMap(({ changes }) => changes)).toContainEqual({
    ...{ path: "ende", before: "optional", after: "not" },
  });
});

it("finds nothing where nothing changes", () => {
  for (const { changes, heldBack } of compare([], []))
    expect([changes, heldBack]).toEqual([[], []]);
});
