import { describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { readPackage } from "../catalogue/read-package.server.ts";
import { noAnswers } from "./answers.ts";
import { foundOptions, mostHits } from "./found-options.ts";
import { evaluateJourney } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { serviceSchema, type ServiceDefinition } from "./service.ts";
import { showPage } from "./shown-page.ts";

const countries = [
  ["000", "Deutschland"],
  ["121", "Albanien"],
  ["225", "Äthiopien"],
  ["129", "Frankreich"],
  ["285", "Republik Kongo"],
  ["246", "Kongo, Demokratische Republik"],
  ["1", "Republik Korea"],
] as const;

const service = serviceSchema.parse({
  schemaVersion: 1,
  id: "probe",
  version: "1",
  name: { de: "Probe" },
  languages: ["de"],
  description: { summary: { de: "Zur Probe" } },
  nodes: [choice("state"), { ...choice("states"), repeat: { min: 0, max: 3 } }],
  pages: [{ kind: "questions", id: "seite", title: { de: "Seite" }, nodes: ["state", "states"] }],
  codeLists: {
    countries: { options: countries.map(([code, de]) => ({ code, label: { de } })) },
  },
});

function choice(id: string) {
  const options = { list: "countries", display: "search" };
  return { type: "field", kind: "choice", id, label: { de: id }, required: true, options };
}

function search(definition: ServiceDefinition, raw: Record<string, string | string[]>) {
  const offering = compileOffering(definition);
  const journey = evaluateJourney(offering, noAnswers);
  const [step] = journey.steps;
  if (!step) throw new Error("no page");
  return foundOptions(offering, showPage(journey, step, "de", "2026-03-01"), raw, "de");
}
const hits = (typed: string) =>
  search(service, { "state/search": typed })["state"]?.hits?.map(({ label }) => label.text);

describe("a search in a long list", () => {
  it("pays no regard to case, umlauts and their spelling", () => {
    for (const typed of ["äthi", "ATHI", "aethi", " Äthiopien "])
      expect(hits(typed), typed).toEqual(["Äthiopien"]);
  });

  it("puts what begins with it first, then words that do, then the rest", () => {
    expect(hits("kongo")).toEqual(["Kongo, Demokratische Republik", "Republik Kongo"]);
    expect(hits("an")).toEqual(["Deutschland", "Albanien", "Frankreich"]);
    expect(hits("republik k")).toEqual([
      "Republik Kongo",
      "Republik Korea",
      "Kongo, Demokratische Republik",
    ]);
  });

  it("finds by the whole code", () => {
    expect(hits("285")).toEqual(["Republik Kongo"]);
    expect(hits("28")).toEqual([]);
  });

  it("tells nothing found from nothing searched", () => {
    expect(hits("Atlantis")).toEqual([]);
    expect(hits("%%%")).toEqual([]);
    expect(hits("  ")).toBeUndefined();
    expect(search(service, {})).toEqual({});
  });

  it("brings the labels of what is chosen, on every line", () => {
    const found = search(service, {
      "states#0": "129",
      "states#1": "121",
      "states#1/search": "äth",
    });
    expect(found["states#0"]).toEqual({
      chosen: [{ code: "129", label: { text: "Frankreich" } }],
    });
    expect(found["states#1"]).toMatchObject({
      chosen: [{ label: { text: "Albanien" } }],
      hits: [{ label: { text: "Äthiopien" } }],
    });
  });

  it("ends with the first twenty", async () => {
    const folder = new URL("../../db/seed/services/alle-feldarten", import.meta.url);
    const kinds = await readPackage(fileURLToPath(folder));
    const page = kinds.pages.find(({ id }) => id === "auswahl");
    const found = search({ ...kinds, pages: page ? [page] : [] }, { "auswahl/suche/search": "a" });
    expect(found["auswahl/suche"]?.hits).toHaveLength(mostHits);
  });
});
