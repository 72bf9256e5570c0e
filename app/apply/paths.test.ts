import path from "node:path";
import { describe, expect, it } from "vitest";
import { bundledServices } from "#db/seed/services/journey-examples.ts";
import { readPackage } from "../catalogue/read-package.server.ts";
import { buildDocument } from "../domain/document.ts";
import { compileOffering } from "../domain/offering.ts";
import { playPerson } from "../domain/paths/play-person.ts";
import { reportPaths } from "../domain/paths/report.ts";
import { submissionDocumentSchema } from "../domain/submission.ts";

const today = "2026-03-01";
const folder = path.resolve(import.meta.dirname, "../../db/seed/services");

/** Everybody whom the search for ways has made up goes through the form as the portal would have it. */
describe.each(bundledServices)("%s", (id) => {
  it("is walked on every way, forwards and backwards", async () => {
    const offering = compileOffering(await readPackage(path.join(folder, id)));
    const report = reportPaths(offering, { today });
    expect(report).toMatchObject({ complete: true, smallest: true, deadEnds: [], unreachable: [] });
    expect(Number(report.paths)).toBeGreaterThan(1);
    const seen = new Set<string>();
    for (const person of report.persons) {
      expect(person.trouble).toEqual([]);
      const { journey, faults } = playPerson(offering, person);
      expect(faults).toEqual([]);
      for (const { placed } of journey.steps) seen.add(placed.page.id);
      const document = buildDocument(journey, {
        reference: "TEST",
        submittedAt: `${today}T10:00:00Z`,
        municipality: { ars: "000000000000", name: "Musterstadt" },
        language: "de",
        words: { yes: "Ja", no: "Nein", declared: "Bestätigt" },
        assuranceLevel: "none",
      });
      expect(submissionDocumentSchema.parse(document)).toEqual(document);
    }
    expect([...seen].sort()).toEqual(offering.pages.map(({ page }) => page.id).sort());
    const codes = new Set(
      report.persons.flatMap(({ steps }) =>
        steps.flatMap(({ errors = [] }) => errors.map(({ code }) => code)),
      ),
    );
    for (const code of ["required", "tooLong", "choice.unknown"]) expect(codes).toContain(code);
    const hasFiles = [...offering.nodes.values()].some(
      ({ node }) => node.type === "field" && node.kind === "file",
    );
    const wrongFiles = ["file.empty", "file.tooLarge", "file.type"];
    for (const code of hasFiles ? wrongFiles : []) expect(codes).toContain(code);
  });
});
