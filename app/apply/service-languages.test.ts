import { expect, it } from "vitest";
import { compileOffering } from "../domain/offering.ts";
import { serviceSchema } from "../domain/service.ts";
import { languageShare } from "./service-languages.server.ts";

const service = serviceSchema.parse({
  schemaVersion: 1,
  id: "leihfahrrad",
  version: "1.0.0",
  name: { de: "Leihfahrrad", uk: "Велосипед", en: "Bicycle" },
  languages: ["de", "en"],
  description: { summary: { de: "Räder", en: "Bikes", uk: " " } },
  nodes: [
    {
      type: "field",
      id: "name",
      label: { de: "Name", en: "Name" },
      required: true,
      kind: "text",
      options: {},
    },
  ],
  pages: [{ kind: "questions", id: "wer", title: { de: "Wer?", en: "Who?" }, nodes: ["name"] }],
});

it("counts the texts of a service that a language lacks; an empty one is none", () => {
  const offering = compileOffering(service);
  expect(languageShare(offering, "de")).toEqual({
    language: "de",
    offered: true,
    missing: 0,
    total: 4,
  });
  expect(languageShare(offering, "en")).toMatchObject({ missing: 0 });
  expect(languageShare(offering, "uk")).toMatchObject({ offered: false, missing: 3, total: 4 });
  expect(languageShare(offering, "de-simple")).toMatchObject({ missing: 4 });
  expect(languageShare(offering, "uk")).toBe(languageShare(offering, "uk"));
});
