import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileOffering } from "../domain/offering.ts";
import { playPerson } from "../domain/paths/play-person.ts";
import { rehearse } from "../domain/paths/rehearse.ts";
import { reportPaths } from "../domain/paths/report.ts";
import {
  distinctFiles,
  genuineFolder,
  genuinePresent,
  genuineSchemas,
} from "../fim/fixtures/genuine-files.ts";
import { readServiceFiles } from "../operations/read-service-files.server.ts";

const files = distinctFiles([...genuineSchemas(3), ...genuineSchemas(2)]);
const rows: string[][] = [["schema", "pages", "rules", "paths", "people", "mistakes", "dead ends"]];

describe.skipIf(!genuinePresent)("the ways through genuine schemas", () => {
  afterAll(() => {
    const widths = (rows[0] ?? []).map((_, at) =>
      Math.max(...rows.map((row) => row[at]?.length ?? 0)),
    );
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
    process.stdout.write(`\n${lines.join("\n")}\n\n`);
  });

  it.each(files.map((file) => [path.relative(genuineFolder, file), file] as const))(
    "%s",
    async (name, file) => {
      const codeLists = [path.join(genuineFolder, "codelists")];
      if (/xdf2/.test(file)) codeLists.push(path.dirname(file));
      const read = await readServiceFiles({ path: file, codeLists });
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const offering = compileOffering(read.service);
      const report = reportPaths(offering, { today: "2026-03-01" });
      const { persons, deadEnds } = report;
      const errors = persons.flatMap(({ steps }) => steps.flatMap((step) => step.errors ?? []));
      rows.push([
        path.basename(name).replace(/\.xml(\.gz)?$/, ""),
        String(report.pages),
        String(read.service.rules.length),
        `${report.complete ? "" : "≥ "}${report.paths}`,
        `${report.smallest ? "" : `${String(report.leastPersons)} to `}${String(persons.length)}`,
        String(errors.length),
        String(deadEnds.length),
      ]);
      expect(BigInt(report.paths)).toBeGreaterThan(0n);
      const seen = new Set<string>();
      for (const person of persons) {
        expect(person.trouble).toEqual([]);
        const { journey, faults } = playPerson(offering, person);
        expect(faults).toEqual([]);
        for (const { placed } of journey.steps) seen.add(placed.page.id);
      }
      const hidden = report.unreachable.flatMap((one) => (one.kind === "page" ? [one.path] : []));
      const missed = offering.pages
        .map(({ page }) => page.id)
        .filter((id) => !seen.has(id) && !hidden.includes(id));
      // What rules answer by themselves is asked of nobody.
      expect(missed.filter((id) => !asksOnlyPresence(id, offering))).toEqual([]);
    },
  );
});

it.skipIf(!genuinePresent)(
  "the largest genuine schema is rehearsed before an import in seconds",
  async () => {
    const file = path.join(genuineFolder, "corpus-dev/S05000001162.xdf3.xml.gz");
    const codeLists = [path.join(genuineFolder, "codelists")];
    const read = await readServiceFiles({ path: file, codeLists });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const begun = performance.now();
    const rehearsal = rehearse(compileOffering(read.service), { today: "2026-03-01" });
    expect(rehearsal).toMatchObject({ complete: true, stumbles: [] });
    expect(rehearsal.steps).toBeGreaterThan(300);
    // Two seconds on a quiet machine.
    expect(performance.now() - begun).toBeLessThan(20_000);
  },
);

function asksOnlyPresence(id: string, offering: ReturnType<typeof compileOffering>): boolean {
  return (offering.pagesById.get(id)?.fields ?? []).every(({ node }) => !node.data);
}
