import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { countInlineLists, countsOf } from "./counts-of.ts";
import { canonicalOf } from "./fixtures/canonical-form.ts";
import {
  genuineBytes,
  genuineFiles,
  genuineFolder,
  genuinePresent,
  genuineSchemas,
  genuineText,
} from "./fixtures/genuine-files.ts";
import { mutateXml, randomOf } from "./fixtures/mutate-xml.ts";
import { officialXsd, type Verdict } from "./fixtures/official-xsd.ts";
import { fixture } from "./fixtures/read-fixture.ts";
import type { FimPosition, FimSchema } from "./model.ts";
import { readMessage } from "./read-message.ts";
import { readSchema } from "./read-schema.ts";
import { upcastSchema } from "./upcast-schema.ts";
import { writeXdf3 } from "./write-xdf3.ts";

/** Names hold commas, but none of the columns that count does; so read from the fixed ends. */
function indexRows() {
  if (!genuinePresent) return [];
  const index = readFileSync(path.join(genuineFolder, "INDEX.csv"), "utf8");
  const pattern = /,((?:dev|corpus-dev)\/[^,]+),\d+,(\d+),\d+,(\d+),\d+,(\d+),\d+,([^,]*),/;
  return index
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [, file = "", groups, fields, rules, features = ""] = pattern.exec(line) ?? [];
      const feature = (name: string) =>
        Number(new RegExp(`(?:^|; )${name}:(\\d+)`).exec(features)?.[1] ?? 0);
      return {
        file: path.join(genuineFolder, file),
        counts: {
          groups: Number(groups),
          fields: Number(fields),
          rules: Number(rules),
          codeLists: feature("codelists"),
        },
        inlineLists: feature("inline-lists"),
      };
    });
}

const named = (files: readonly string[]): [string, string][] =>
  files.map((file) => [path.basename(file), file]);

describe.skipIf(!genuinePresent)("genuine files", () => {
  const verdicts = new Map<2 | 3, Verdict>();
  const verdictOf = (version: 2 | 3): Verdict => verdicts.get(version) ?? (() => "no XSD");
  beforeAll(() => {
    for (const version of [2, 3] as const) verdicts.set(version, officialXsd(version));
  });

  it("are there in number", () => {
    expect(genuineSchemas(3).length).toBeGreaterThan(80);
    expect(genuineSchemas(2).length).toBeGreaterThan(2);
  });

  it("hold as many groups, fields, rules and lists as the index says", () => {
    const rows = indexRows();
    expect(rows.length).toBeGreaterThan(80);
    for (const { file, counts, inlineLists } of rows) {
      const outcome = readSchema(genuineBytes(file));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      const counted = {
        ...countsOf(outcome.schema),
        inlineLists: countInlineLists(outcome.schema),
      };
      expect({ file, ...counted }).toEqual({ file, ...counts, inlineLists });
    }
  });

  it("are read quickly and in little memory, the largest of them too", () => {
    const [file = ""] = genuineFiles("corpus-dev", /S05000001319/);
    const bytes = genuineBytes(file);
    expect(bytes.length).toBeGreaterThan(3_500_000);
    const runs = Array.from({ length: 7 }, () => {
      const memory = process.memoryUsage();
      const before = process.threadCpuUsage();
      expect(readSchema(bytes).ok).toBe(true);
      const { user, system } = process.threadCpuUsage(before);
      const after = process.memoryUsage();
      const grown = after.heapUsed + after.external - memory.heapUsed - memory.external;
      return { milliseconds: (user + system) / 1000, megabytes: grown / 1e6 };
    });
    // The first run compiles; whatever else the machine does only adds.
    expect(Math.min(...runs.map(({ milliseconds }) => milliseconds))).toBeLessThan(100);
    const text = bytes.length / 1e6;
    expect(Math.max(...runs.map(({ megabytes }) => megabytes))).toBeLessThan(64 + text);
  });

  it.each(named(genuineSchemas(3)))("%s is written again as it was", (_name, file) => {
    const text = genuineText(file);
    expect(verdictOf(3)(text)).toBeUndefined();
    const outcome = readSchema(text);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const written = writeXdf3(outcome.schema);
    expect(verdictOf(3)(written)).toBeUndefined();
    expect(canonicalOf(written) === canonicalOf(text)).toBe(true);
  });

  it.each(named(genuineSchemas(2)))("%s is read and lifted to 3.0.0", (_name, file) => {
    const text = genuineText(file);
    expect(verdictOf(2)(text)).toBeUndefined();
    const outcome = readSchema(text);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(verdictOf(3)(writeXdf3(outcome.schema))).toBeUndefined();
  });

  it("are lifted as FIM's own tool lifts them", () => {
    const read = (part: string, pattern: RegExp): FimSchema => {
      const outcome = readSchema(genuineBytes(genuineFiles(part, pattern)[0] ?? ""));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      return outcome.schema;
    };
    // That tool adds notes to descriptions, loses JSON escapes, writes lists in and takes other states.
    const outline = (positions: readonly FimPosition[]): unknown[] =>
      positions.map(({ element, min, max }) => {
        const { id, version, label, help, elementKind } = element;
        const kind = element.type === "field" ? [element.fieldKind, element.dataType] : [];
        const inner = element.type === "group" ? outline(element.positions) : [];
        return [id, version, label, help, elementKind, min, max, ...kind, inner];
      });
    const theirs = read("dev/reference/upcast", /S05000058/);
    const ours = upcastSchema(read("dev/xdf2", /S05000058/));
    expect([ours.id, ours.version, ours.label]).toEqual([theirs.id, theirs.version, theirs.label]);
    expect(ours.rules.map(({ id, sentence }) => [id, sentence])).toEqual(
      theirs.rules.map(({ id, sentence }) => [id, sentence]),
    );
    expect(outline(ours.positions)).toEqual(outline(theirs.positions));
  });

  // Small ones, so that there can be many; the fixtures hold what genuine files do not.
  const sources: [string, 2 | 3, () => string][] = [
    [
      "a genuine file of 3.0.0",
      3,
      () => genuineText(genuineFiles("dev/xdf3", /S00000000364/)[0] ?? ""),
    ],
    ["our fixture of 3.0.0", 3, () => new TextDecoder().decode(fixture("alle-merkmale.xdf3.xml"))],
    [
      "our fixture of all that can be said",
      3,
      () => new TextDecoder().decode(fixture("alles-gesagt.xdf3.xml")),
    ],
    ["our fixture of 2.0", 2, () => new TextDecoder().decode(fixture("alle-merkmale.xdf2.xml"))],
    ["our translations", 3, () => new TextDecoder().decode(fixture("alle-merkmale.0106.xml"))],
    ["our code list of 3.0.0", 3, () => new TextDecoder().decode(fixture("zonen.0105.xdf3.xml"))],
    ["our code list of 2.0", 2, () => new TextDecoder().decode(fixture("zonen.0105.xdf2.xml"))],
  ];
  it.each(sources)(
    "%s, damaged at random, is judged as the XSD judges",
    (_name, version, source) => {
      const text = source();
      expect(verdictOf(version)(text)).toBeUndefined();
      const random = randomOf(99);
      let refused = 0;
      for (let round = 0; round < 600; round += 1) {
        const damaged = mutateXml(text, random);
        const official = verdictOf(version)(damaged);
        const ours = readMessage(damaged);
        if (official !== undefined) refused += 1;
        if (ours.ok !== (official === undefined)) {
          const reason = ours.ok ? "accepted" : ours.problem.message;
          throw new Error(
            `round ${String(round)}: XSD says "${official ?? "valid"}", we say "${reason}"`,
          );
        }
        if (!ours.ok) expect(ours.problem.line).toBeGreaterThan(0);
      }
      expect(refused).toBeGreaterThan(200);
    },
    60_000,
  );
});
