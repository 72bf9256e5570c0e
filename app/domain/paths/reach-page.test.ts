import { expect, it } from "vitest";
import { compileOffering } from "../offering.ts";
import { serviceSchema } from "../service.ts";
import { reachPage } from "./reach-page.ts";

const question = (id: string, kind: string) => ({
  ...{ type: "field", id, label: { de: id }, required: true, kind, options: {} },
});
const when = { op: "equals", field: "hund", value: true };
const offering = compileOffering(
  serviceSchema.parse({
    ...{ schemaVersion: 1, id: "tier", version: "1.0.0", name: { de: "Tier" }, languages: ["de"] },
    description: { summary: { de: "Kurz." } },
    nodes: [question("hund", "yesNo"), question("rasse", "text"), question("nie", "text")],
    pages: [
      { kind: "questions", id: "tier", title: { de: "Tier" }, nodes: ["hund"] },
      { kind: "questions", id: "rasse", title: { de: "Rasse" }, nodes: ["rasse"], when },
      {
        ...{ kind: "questions", id: "nie", title: { de: "Nie" }, nodes: ["nie"] },
        when: { op: "and", conditions: [when, { op: "not", condition: when }] },
      },
    ],
  }),
);
const options = { today: "2026-03-01" };

it("comes to a page that hangs on an answer", () => {
  const journey = reachPage(offering, "rasse", options);
  expect(journey?.steps.map(({ address }) => address)).toEqual(["tier", "rasse"]);
});

it("tells where nobody comes to", () => {
  expect(reachPage(offering, "nie", options)).toBeUndefined();
  expect(reachPage(offering, "ras", options)).toBeUndefined();
});
