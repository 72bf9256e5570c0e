import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  genuineBytes,
  genuineFiles,
  genuineFolder,
  genuinePresent,
  genuineSchemas,
} from "../fixtures/genuine-files.ts";
import { readGenericode, type GenericodeList } from "../genericode.ts";
import { readSchema } from "../read-schema.ts";
import { toService } from "../to-service.ts";
import { examineSchema, examineService } from "./examine-schema.ts";
import { countByCode, type Finding } from "./finding.ts";
import { findingOf } from "./import-findings.ts";

function listsIn(files: readonly string[]): GenericodeList[] {
  return files.flatMap((file) => {
    const outcome = readGenericode(genuineBytes(file));
    return outcome.ok ? [outcome.list] : [];
  });
}

/** The same files lie packed in one folder and unpacked in another. */
function distinct(files: readonly string[]): readonly string[] {
  const byName = new Map(files.map((file) => [path.basename(file).replace(/\.gz$/, ""), file]));
  return [...byName.values()];
}

function findingsOf(file: string, lists: readonly GenericodeList[]): Finding[] {
  const read = readSchema(genuineBytes(file));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const built = toService(read.schema, lists);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return [
    ...examineSchema(read.schema, lists),
    ...examineService(built.service),
    ...[...read.problems, ...built.problems].map(findingOf),
  ];
}

describe.skipIf(!genuinePresent)("the doctor over genuine schemas", () => {
  const central = listsIn(genuineFiles("codelists", /\.xml(\.gz)?$/));
  const three = distinct(genuineSchemas(3)).map((file) => findingsOf(file, central));
  const two = genuineSchemas(2).map((file) => {
    const near = genuineFiles(path.relative(genuineFolder, path.dirname(file)), /genericode\.xml$/);
    return findingsOf(file, [...listsIn(near), ...central]);
  });
  const counts = countByCode(three.flat());

  it("examines them all, and prints what it found", () => {
    console.info(three.length, two.length);
    const all = [...three, ...two];
    const rows = [...countByCode(all.flat())].sort(([left], [right]) => left.localeCompare(right));
    const files = (code: string): number =>
      all.filter((findings) => findings.some((finding) => finding.code === code)).length;
    const lines = rows.map(
      ([code, count]) =>
        `${code.padEnd(24)}${String(count).padStart(7)}${String(files(code)).padStart(7)}`,
    );
    console.info([`${"code".padEnd(24)}  found  files`, ...lines].join("\n"));
    expect(rows.length).toBeGreaterThan(20);
  });
});
