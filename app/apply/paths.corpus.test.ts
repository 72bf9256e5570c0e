import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileOffering } from "../domain/offering.ts";
import { reportPaths } from "../domain/paths/report.ts";
import { readServiceFiles } from "../operations/read-service-files.server.ts";
import { playPerson } from "./fixtures/play-person.ts";

// Genuine schemas are not ours to publish; whoever has them runs these tests too.
const folder = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "fim");
const present = existsSync(path.join(folder, "INDEX.csv"));
if (!present) console.warn(`SKIPPED: no genuine FIM schemas at ${folder} (set EINMAL_DATA)`);

const found = ["corpus-dev", "dev/xdf3", "dev/xdf2"].flatMap((part) =>
  !present
    ? []
    : readdirSync(path.join(folder, part), { recursive: true })
        .map(String)
        .filter((name) => /(xdf3\.xml(\.gz)?|[._]xdf2\.xml)$/.test(name))
        .map((name) => path.join(folder, part, name)),
);
/** Some lie in two places. */
const files = [
  ...new Map(found.map((file) => [path.basename(file).replace(/\.gz$/, ""), file])).values(),
];
const rows: string[][] = [["schema", "pages", "rules", "paths", "people", "mistakes", "dead ends"]];

describe.skipIf(!present)("the ways through genuine schemas", () => {
  afterAll(() => {
    const widths = (rows[0] ?? []).map((_, at) =>
      Math.max(...rows.map((row) => row[at]?.length ?? 0)),
    );
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
    process.stdout.write(`\n${lines.join("\n")}\n\n`);
  });

  it.each(files.map((file) => [path.relative(folder, file), file] as const))(
    "%s",
    async (name, file) => {
      const codeLists = [path.join(folder, "codelists")];
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
        String(persons.length),
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

function asksOnlyPresence(id: string, offering: ReturnType<typeof compileOffering>): boolean {
  return (offering.pagesById.get(id)?.fields ?? []).every(({ node }) => !node.data);
}
