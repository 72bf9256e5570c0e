import { describe, expect, it } from "vitest";
import { noAnswers } from "./answers.ts";
import { checkService } from "./check-service.ts";
import type { Value } from "./fields/kinds.ts";
import { evaluateJourney } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { validatePageForm } from "./page-form-check.ts";
import { serviceSchema } from "./service.ts";
import { rawOf, showPage } from "./shown-page.ts";

const text = (de: string) => ({ de });
const address = (id: string) => [
  {
    type: "field",
    id: `${id}-vorhanden`,
    label: text(`${id}?`),
    kind: "yesNo",
    required: true,
    data: false,
    options: {},
  },
  {
    type: "group",
    id,
    label: text(id),
    optional: true,
    presence: `${id}-vorhanden`,
    when: { op: "equals", field: `anschrift/${id}-vorhanden`, value: true },
    children: [
      { type: "field", id: "ort", label: text("Ort"), kind: "text", required: true, options: {} },
    ],
  },
];
/** One address or the other, and each may be absent by itself. */
const service = serviceSchema.parse({
  schemaVersion: 1,
  id: "anschriften",
  version: "1.0",
  name: text("Anschriften"),
  languages: ["de"],
  description: { summary: text("Für Tests") },
  nodes: [
    {
      type: "group",
      id: "anschrift",
      label: text("Anschrift"),
      children: [...address("strasse"), ...address("postfach")],
    },
  ],
  pages: [{ kind: "questions", id: "anschrift", title: text("Anschrift"), nodes: ["anschrift"] }],
  rules: [],
});
const either = {
  id: "R1",
  bearer: "anschrift",
  effect: "valid",
  condition: {
    op: "xor",
    conditions: [
      { op: "empty", field: "anschrift/strasse" },
      { op: "empty", field: "anschrift/postfach" },
    ],
  },
};
const needed = {
  id: "R2",
  bearer: "",
  effect: "require",
  target: "anschrift",
  condition: { op: "always" },
};

function errorsOf(rule: object, values: Readonly<Record<string, Value>>) {
  const offering = compileOffering(serviceSchema.parse({ ...service, rules: [rule] }));
  expect(checkService(offering.service)).toEqual([]);
  const journey = evaluateJourney(offering, { ...noAnswers, values });
  const [step] = journey.steps;
  if (!step) throw new Error("no page");
  const form = showPage(journey, step, "de", "2026-03-01");
  const { errors } = validatePageForm(form, rawOf(form, journey));
  expect(step.complete).toBe(errors.length === 0);
  return errors.map(({ name, code }) => [name, code]);
}
const [street, box] = ["anschrift/strasse", "anschrift/postfach"];
const neither = { [`${street}-vorhanden`]: false, [`${box}-vorhanden`]: false };
const one = { ...neither, [`${street}-vorhanden`]: true, [`${street}/ort`]: "Musterstadt" };

describe("a rule about groups that may be absent", () => {
  it.each([
    ["of which one must be there", either, "ruleUnknown"],
    ["in a group that must not be empty", needed, "groupRequired"],
  ])("%s, speaks to who says that none is there", (_name, rule, code) => {
    expect(errorsOf(rule, neither)).toEqual([[`${street}-vorhanden`, code]]);
    expect(errorsOf(rule, one)).toEqual([]);
  });
});
