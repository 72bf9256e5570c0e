// Every genuine FIM schema at hand, from the file to what the receiver gets, as a table. Genuine schemas are not ours
// to publish: where there are none this says so and is content.
import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { compileJsonSchema } from "../app/documents/fixtures/receiver-checks.ts";
import { receiverJsonSchema } from "../app/documents/schemas/json-schema.ts";
import { receiverRulesSchema } from "../app/documents/schemas/json-schema-rules.ts";
import { dayOf } from "../app/domain/deadline.ts";
import { compileOffering } from "../app/domain/offering.ts";
import { reportPaths } from "../app/domain/paths/report.ts";
import { checkServiceFiles } from "../app/operations/check-service-files.server.ts";

const folder = resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "fim");
const conflicts =
  /^(mandatoryForbidden|rule\.(clash|cycle|wrongLiteral|neverTrue|unknownId|ambiguousId))$/;

if (existsSync(join(folder, "INDEX.csv"))) process.exitCode = await printTable();
else process.stdout.write(`SKIPPED: no genuine FIM schemas at ${folder} (set EINMAL_DATA)\n`);

/** @typedef {{ files: number, unusable: number, groups: number, fields: number, formal: number, open: number, wrong: number, conflicts: number, deadEnds: number, incomplete: number, schemas: number }} Sum */

async function printTable() {
  /** @type {Map<string, Sum>} */
  const sums = new Map();
  for (const file of filesOf(folder)) {
    const name = basename(file);
    const key = name.includes("xdf2")
      ? "XDatenfelder 2.0"
      : `XDatenfelder 3.0.0, ${name.slice(0, 3)}`;
    for (const sum of [sumOf(sums, key), sumOf(sums, "all")]) sum.files += 1;
    const added = await examine(file);
    for (const sum of [sumOf(sums, key), sumOf(sums, "all")]) {
      for (const [column, value] of Object.entries(added)) {
        const at = /** @type {keyof Sum} */ (column);
        sum[at] += value;
      }
    }
  }
  const total = sumOf(sums, "all");
  sums.delete("all");
  sums.set("all", total);
  const columns = Object.keys(total);
  const rows = [
    ["schemas", ...columns],
    ...[...sums].map(([key, sum]) => [key, ...Object.values(sum).map(String)]),
  ];
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  for (const row of rows) {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    process.stdout.write(`${cells.join("  ")}\n`);
  }
  return total.unusable === 0 ? 0 : 1;
}

/** @param {string} file */
async function examine(file) {
  const own = join(file, "..");
  const check = await checkServiceFiles({
    path: file,
    codeLists: [join(folder, "codelists"), own],
  });
  const { counts, rules, problems, read } = check;
  const told = { groups: counts.groups, fields: counts.fields, ...rules };
  if (!read) {
    process.stdout.write(`${relative(folder, file)}: ${JSON.stringify(check.errors)}\n`);
    return { ...told, unusable: 1 };
  }
  const found = reportPaths(compileOffering(read.service), { today: dayOf(new Date()) });
  for (const schema of [
    receiverJsonSchema(read.service, "versioned"),
    receiverRulesSchema(read.service, { keys: "versioned", state: undefined }),
  ]) {
    compileJsonSchema(schema);
  }
  return {
    ...told,
    conflicts: problems.filter(({ code }) => conflicts.test(code)).length,
    deadEnds: found.deadEnds.length,
    incomplete: found.complete ? 0 : 1,
    schemas: 2,
  };
}

/**
 * @param {Map<string, Sum>} sums
 * @param {string} key
 */
function sumOf(sums, key) {
  const known = sums.get(key) ?? {
    files: 0,
    unusable: 0,
    groups: 0,
    fields: 0,
    formal: 0,
    open: 0,
    wrong: 0,
    conflicts: 0,
    deadEnds: 0,
    incomplete: 0,
    schemas: 0,
  };
  sums.set(key, known);
  return known;
}

/** Those that the index names, each once. @param {string} base */
function filesOf(base) {
  const names = readFileSync(join(base, "INDEX.csv"), "utf8").matchAll(
    /,((?:dev|corpus-dev)\/[^,\s]+)/g,
  );
  return [...names].map(([, name = ""]) => join(base, name)).filter((file) => existsSync(file));
}
