import { describe, expect, it } from "vitest";
import { readGenericode } from "./genericode.ts";
import { mutateXml, randomOf, spansOf } from "./fixtures/mutate-xml.ts";
import { fixture, zones } from "./fixtures/read-fixture.ts";
import type { FimSchema } from "./model.ts";
import { readSchema } from "./read-schema.ts";
import { readTranslations } from "./read-translations.ts";
import { toService } from "./to-service.ts";
import { upcastSchema } from "./upcast-schema.ts";
import { writeXdf3 } from "./write-xdf3.ts";

const rounds = 10_000;
/** Processor time of this thread that one file may take; all of them are small. */
const mostMilliseconds = 250;

const textOf = (name: string): string => new TextDecoder().decode(fixture(name));

/** A fixture with only every so-manieth position, so that many rounds are quick. */
function thinned(name: string, keep: (index: number) => boolean): string {
  const text = textOf(name);
  const outer = spansOf(text)
    .filter((span) => span.name.endsWith(":struktur"))
    .sort((one, two) => one.start - two.start)
    .filter(
      (span, _index, all) => !all.some((other) => other.start < span.start && other.end > span.end),
    );
  const left = outer.filter((_span, index) => !keep(index)).reverse();
  return left.reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

const sources: readonly string[] = [
  thinned("alle-merkmale.xdf3.xml", (index) => index < 3),
  thinned("alle-merkmale.xdf3.xml", (index) => index > 2 && index < 6),
  thinned("alles-gesagt.xdf3.xml", (index) => index % 3 === 0),
  thinned("alles-gesagt.xdf3.xml", (index) => index % 3 === 1),
  thinned("alle-merkmale.xdf2.xml", (index) => index % 4 === 0),
  thinned("alle-merkmale.xdf2.xml", (index) => index % 4 === 1),
  textOf("alle-merkmale.0106.xml"),
  textOf("zonen.0105.xdf3.xml"),
];

/** Changes bytes as no editor would: flips, cuts, doubles, strays. */
function mutateBytes(text: string, random: () => number): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const at = (): number => Math.floor(random() * bytes.length);
  const [from, to] = [at(), at()].sort((one, two) => one - two) as [number, number];
  switch (Math.floor(random() * 4)) {
    case 0:
      bytes[from] = Math.floor(random() * 256);
      return bytes;
    case 1:
      return bytes.slice(0, from);
    case 2:
      return Uint8Array.from([...bytes.slice(0, from), ...bytes.slice(Math.min(to, from + 40))]);
    default: {
      const stray = [
        "<",
        "&",
        "]]>",
        "<!--",
        "\u0000",
        '"',
        "</a>",
        "&#0;",
        "&lt",
        "<?",
        "<!DOCTYPE a>",
        "\uFEFF",
      ];
      const piece = new TextEncoder().encode(stray[Math.floor(random() * stray.length)]);
      return Uint8Array.from([...bytes.slice(0, from), ...piece, ...bytes.slice(from)]);
    }
  }
}

/** Without what only says where things stood; what was lifted has lost what was trimmed, too. */
function comparable(schema: FimSchema, isLifted: boolean): unknown {
  const dropped = new Set(isLifted ? ["source", "asWritten", "written"] : ["source"]);
  const kept = (key: string, value: unknown): unknown => (dropped.has(key) ? undefined : value);
  return JSON.parse(JSON.stringify(schema, kept));
}

/** What takes long takes long each time; now and then clearing up does, too, which is none of the reader's. */
function readTimed(damaged: string | Uint8Array) {
  let milliseconds = Infinity;
  for (let attempt = 0; ; attempt += 1) {
    const before = process.threadCpuUsage();
    const outcome = [readSchema, readTranslations, readGenericode].map((read) => read(damaged));
    const { user, system } = process.threadCpuUsage(before);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
    if (milliseconds < mostMilliseconds || attempt === 4) return { outcome, milliseconds };
  }
}

describe("damaged files", () => {
  it("never throw, never take long, and are never half understood in silence", () => {
    const random = randomOf(20_261_125);
    const told = { refused: 0, accepted: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const source = sources[round % sources.length] ?? "";
      let damaged: string | Uint8Array = mutateXml(source, random);
      if (round % 3 === 0) damaged = mutateXml(damaged, random);
      if (round % 2 === 0) damaged = mutateBytes(damaged, random);
      const { outcome, milliseconds } = readTimed(damaged);
      expect(milliseconds).toBeLessThan(mostMilliseconds);
      for (const { ok, problems } of outcome) {
        if (ok) continue;
        expect(problems.some(({ severity }) => severity === "error")).toBe(true);
      }
      const [schema] = outcome;
      if (schema?.ok !== true || !("schema" in schema)) {
        told.refused += 1;
        continue;
      }
      told.accepted += 1;
      const read = schema.schema;
      const isLifted = read.standard === "xdatenfelder_2";
      const again = readSchema(writeXdf3(read));
      if (!again.ok) throw new Error(`round ${String(round)}: ${JSON.stringify(again.problems)}`);
      const expected = isLifted ? upcastSchema(read) : read;
      expect(comparable(again.schema, isLifted)).toEqual(comparable(expected, isLifted));
      if (told.accepted % 10 > 0) continue;
      const service = toService(read, zones());
      if (!service.ok)
        expect(service.problems.some(({ severity }) => severity === "error")).toBe(true);
    }
    expect(told.refused).toBeGreaterThan(rounds / 3);
    expect(told.accepted).toBeGreaterThan(rounds / 20);
  }, 120_000);
});
