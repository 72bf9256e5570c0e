import { expect, it } from "vitest";
import { noAnswers, type Answers } from "./answers.ts";
import { buildSummary } from "./document.ts";
import { evaluateJourney } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { serviceSchema } from "./service.ts";

const part = (id: string, de: string) => ({
  type: "field",
  id,
  label: { de },
  required: false,
  kind: "integer",
  options: {},
});
const offering = compileOffering(
  serviceSchema.parse({
    schemaVersion: 1,
    id: "probe",
    version: "1",
    name: { de: "Probe" },
    languages: ["de"],
    description: { summary: { de: "Zur Probe" } },
    nodes: [
      { ...part("zahl", "Zahl") },
      {
        type: "group",
        id: "geburt",
        label: { de: "Geburtsdatum" },
        widget: "dateParts",
        children: [part("tag", "Tag"), part("monat", "Monat"), part("jahr", "Jahr")],
      },
    ],
    pages: [{ kind: "questions", id: "seite", title: { de: "Seite" }, nodes: ["zahl", "geburt"] }],
  }),
);
const words = { yes: "Ja", no: "Nein", declared: "Erklärt" };
const printed = (values: Answers["values"]) => {
  const journey = evaluateJourney(offering, { ...noAnswers, values });
  return buildSummary(journey, "de", words)[0]?.rows.at(-1);
};

it.each([
  [{ "geburt/tag": 5, "geburt/monat": 3, "geburt/jahr": 1980 }, ["5. März 1980"]],
  [{ "geburt/monat": 3, "geburt/jahr": 1980 }, ["März 1980"]],
  [{ "geburt/jahr": 1980 }, ["1980"]],
  // What is no date is not made one.
  [{ "geburt/tag": 31, "geburt/monat": 2, "geburt/jahr": 1980 }, ["31. 2. 1980"]],
  [{ "geburt/tag": 5 }, ["5"]],
  [{}, []],
])("a date in three questions %j is one row", (values, expected) => {
  expect(printed(values)).toEqual({ path: "geburt/tag", label: "Geburtsdatum", values: expected });
});
