import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import { serviceSchema } from "#app/domain/service.ts";
import {
  genuineBytes,
  genuineFiles,
  genuineFolder,
  genuinePresent,
  genuineSchemas,
  genuineText,
} from "./fixtures/genuine-files.ts";
import { readGenericode, type GenericodeList } from "./genericode.ts";
import type { FimPosition, FimSchema } from "./model.ts";
import { readSchema } from "./read-schema.ts";
import { toService } from "./to-service.ts";

function listsOf(...files: string[]): GenericodeList[] {
  return files.map((file) => {
    const outcome = readGenericode(genuineBytes(file));
    if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.problems)}`);
    return outcome.list;
  });
}

function schemaOf(file: string): FimSchema {
  const outcome = readSchema(genuineBytes(file));
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
  const lines = readFileSync(path.join(genuineFolder, "INDEX.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  return lines.map((line) => {
    const match = /,((?:dev|corpus-dev)\/[^,]+),\d+,(\d+),\d+,(\d+),\d+,(\d+),/.exec(line);
    if (!match) throw new Error(`unexpected line: ${line}`);
    const [, file = "", groups, fields, rules] = match;
    return {
      file: path.join(genuineFolder, file),
      counts: { groups: Number(groups), fields: Number(fields), distinctRules: Number(rules) },
    };
  });
}

describe.skipIf(!genuinePresent)("genuine schemas", () => {
  const rows = genuinePresent ? indexRows() : [];
  const schemas = [...genuineSchemas(3), ...genuineSchemas(2)];
  const central = listsOf(...genuineFiles("codelists", /\.xml(\.gz)?$/));

  it("are there in number", () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(central.length).toBeGreaterThan(15);
  });

  it.each(rows.map((row) => [path.basename(row.file), row] as const))(
    "%s is read without loss",
    (_name, { file, counts }) => {
      const read = count(schemaOf(file));
      expect(read).toMatchObject(counts);
      const text = genuineText(file);
      expect(read.rules).toBe(text.match(/<\w+:regel>/g)?.length ?? 0);
    },
  );

  it.each(schemas.map((file) => [path.relative(genuineFolder, file), file] as const))(
    "%s becomes a service that holds together",
    (_name, file) => {
      const schema = schemaOf(file);
      const own = /xdf2/.test(file)
        ? listsOf(
            ...genuineFiles(path.relative(genuineFolder, path.dirname(file)), /genericode\.xml$/),
          )
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
