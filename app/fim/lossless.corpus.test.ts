import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalOf } from "./fixtures/canonical-form.ts";
import {
  genuineFiles,
  genuinePresent,
  genuineSchemas,
  genuineText,
} from "./fixtures/genuine-files.ts";
import { mutateXml, randomOf } from "./fixtures/mutate-xml.ts";
import { officialXsd, type Verdict } from "./fixtures/official-xsd.ts";
import { fixture } from "./fixtures/read-fixture.ts";
import { readMessage } from "./read-message.ts";
import { readSchema } from "./read-schema.ts";
import { writeXdf3 } from "./write-xdf3.ts";

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

  // Small ones, so that there can be many; the fixtures hold what genuine files do not.
  const sources: [string, 2 | 3, () => string][] = [
    [
      "a genuine file of 3.0.0",
      3,
      () => genuineText(genuineFiles("dev/xdf3", /S00000000364/)[0] ?? ""),
    ],
    ["our fixture of 3.0.0", 3, () => new TextDecoder().decode(fixture("alle-merkmale.xdf3.xml"))],
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
