import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import { serviceSchema } from "#app/domain/service.ts";
import { readGenericode, type GenericodeList } from "./genericode.ts";
import type { FimPosition, FimSchema } from "./model.ts";
import { readSchema } from "./read-schema.ts";
import { toService } from "./to-service.ts";

// Genuine schemas are not ours to publish; whoever has them runs these tests too.
const folder = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "fim");
const present = existsSync(path.join(folder, "INDEX.csv"));
if (!present) console.warn(`SKIPPED: no genuine FIM schemas at ${folder} (set EINMAL_DATA)`);

function bytesOf(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

function filesBelow(part: string, pattern: RegExp): string[] {
  const base = path.join(folder, part);
  return readdirSync(base, { recursive: true })
    .map(String)
    .filter((name) => pattern.test(name))
    .map((name) => path.join(base, name));
}

function listsOf(...files: string[]): GenericodeList[] {
  return files.map((file) => {
    const outcome = readGenericode(bytesOf(file));
    if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.problems)}`);
    return outcome.list;
  });
}

function schemaOf(file: string): FimSchema {
  const outcome = readSchema(bytesOf(file));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.schema;
}

interface Counts {
  groups: number;
  fields: number;
  /** The index counts each rule once, however often its building block recurs. */
  distinctRules: number;
}
function count(schema: FimSchema): Counts & { rules: number } {
  const rules = schema.rules.map(({ id }) => id);
  const counts = { groups: 0, fields: 0 };
  const walk = (positions: readonly FimPosition[]): void => {
    for (const { element } of positions) {
      rules.push(...element.rules.map(({ id }) => id));
      if (element.type === "field") counts.fields += 1;
      else {
        counts.groups += 1;
        walk(element.positions);
      }
    }
  };
  walk(schema.positions);
  return { ...counts, rules: rules.length, distinctRules: new Set(rules).size };
}

/** Names hold commas, but none of the columns that count does; so read from the fixed ends. */
function indexRows(): { file: string; counts: Counts }[] {
  const lines = readFileSync(path.join(folder, "INDEX.csv"), "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const match = /,((?:dev|corpus-dev)\/[^,]+),\d+,(\d+),\d+,(\d+),\d+,(\d+),/.exec(line);
    if (!match) throw new Error(`unexpected line: ${line}`);
    const [, file = "", groups, fields, rules] = match;
    return {
      file: path.join(folder, file),
      counts: { groups: Number(groups), fields: Number(fields), distinctRules: Number(rules) },
    };
  });
}

describe.skipIf(!present)("genuine schemas", () => {
  const rows = present ? indexRows() : [];
  const schemas = present
    ? [
        ...filesBelow("corpus-dev", /\.xml\.gz$/),
        ...filesBelow("dev/xdf3", /\.xml$/),
        ...filesBelow("dev/xdf2", /(_xdf2|\.xdf2)\.xml$/),
      ]
    : [];
  const central = present ? listsOf(...filesBelow("codelists", /\.xml(\.gz)?$/)) : [];

  it("are there in number", () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(central.length).toBeGreaterThan(15);
  });

  it.each(rows.map((row) => [path.basename(row.file), row] as const))(
    "%s is read without loss",
    (_name, { file, counts }) => {
      const read = count(schemaOf(file));
      expect(read).toMatchObject(counts);
      const text = new TextDecoder().decode(bytesOf(file));
      expect(read.rules).toBe(text.match(/<\w+:regel>/g)?.length ?? 0);
    },
  );

  it.each(schemas.map((file) => [path.relative(folder, file), file] as const))(
    "%s becomes a service that holds together",
    (_name, file) => {
      const schema = schemaOf(file);
      const own = /xdf2/.test(file)
        ? listsOf(...filesBelow(path.relative(folder, path.dirname(file)), /genericode\.xml$/))
        : [];
      const outcome = toService(schema, [...own, ...central]);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      expect(serviceSchema.safeParse(outcome.service).success).toBe(true);
      expect(checkService(outcome.service)).toEqual([]);
      const open = outcome.service.openPoints.filter(({ code }) => code === "rule");
      // Several formal rules may come from one sentence.
      const translated = outcome.service.rules.filter(({ sentence }) => sentence !== undefined);
      const formal = new Set(translated.map(({ bearer, id }) => `${bearer} ${id}`));
      expect(open.length + formal.size).toBe(count(schema).rules);
    },
  );
});
