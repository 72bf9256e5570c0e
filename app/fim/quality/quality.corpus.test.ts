import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  distinctFiles,
  genuineBytes,
  genuineFiles,
  genuineFolder,
  genuinePresent,
  genuineSchemas,
  genuineText,
} from "../fixtures/genuine-files.ts";
import { readGenericode, type GenericodeList } from "../genericode.ts";
import { readSchema } from "../read-schema.ts";
import { toService } from "../to-service.ts";
import { examineSchema, examineService } from "./examine-schema.ts";
import { countByCode, type Finding, type Severity } from "./finding.ts";
import { findingOf } from "./import-findings.ts";
import { officialChecks } from "./quality-checks.ts";

function listsIn(files: readonly string[]): GenericodeList[] {
  return files.flatMap((file) => {
    const outcome = readGenericode(genuineBytes(file));
    return outcome.ok ? [outcome.list] : [];
  });
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

const kinds: Readonly<Record<string, Severity>> = {
  FehlerKritisch: "critical",
  FehlerMethodisch: "methodical",
  Warnung: "warning",
  Hinweis: "hint",
};

/** Counts in the text itself, without our reader: each field is one piece, relations aside. */
function countInText(files: readonly string[], test: (field: string) => boolean): number {
  return files
    .flatMap((file) =>
      genuineText(file)
        .split(/<[\w-]+:datenfeld>/)
        .slice(1),
    )
    .map((piece) => piece.split(/<\/[\w-]+:datenfeld>/)[0] ?? "")
    .filter(test).length;
}

function has(field: string, name: string, code: string): boolean {
  return new RegExp(`:${name}[ >](?:(?!:${name}>)[^])*<code>${code}</code>`).test(field);
}

describe.skipIf(!genuinePresent)("the doctor over genuine schemas", () => {
  const central = listsIn(genuineFiles("codelists", /\.xml(\.gz)?$/));
  const files = distinctFiles(genuineSchemas(3));
  const three = files.map((file) => findingsOf(file, central));
  const two = genuineSchemas(2).map((file) => {
    const near = genuineFiles(path.relative(genuineFolder, path.dirname(file)), /genericode\.xml$/);
    return findingsOf(file, [...listsIn(near), ...central]);
  });
  const counts = countByCode(three.flat());
  const found = (code: string): number => counts.get(code) ?? 0;

  it("examines them all, and prints what it found", () => {
    const all = [...three, ...two];
    expect(all.length).toBeGreaterThan(85);
    const rows = [...countByCode(all.flat())].sort(([left], [right]) => left.localeCompare(right));
    const filesWith = (code: string): number =>
      all.filter((findings) => findings.some((finding) => finding.code === code)).length;
    const lines = rows.map(
      ([code, count]) =>
        `${code.padEnd(24)}${String(count).padStart(7)}${String(filesWith(code)).padStart(7)}`,
    );
    const head = `${String(three.length)} schemas of 3.0.0, ${String(two.length)} of 2.0`;
    process.stdout.write([head, `${"code".padEnd(24)}  found  files`, ...lines, ""].join("\n"));
    expect(rows.length).toBeGreaterThan(20);
  });

  // Measured once over 91 schemas: 434 of 550 uploads without size, 458 without type, 255 texts without a longest
  // length, 42 static texts that are mandatory. Where fewer files are at hand the numbers are smaller, so what we find
  // is held against a count in the text of the same files, and against those numbers as the most there may be.
  it.each<readonly [string, number, (field: string) => boolean]>([
    [
      "uploadSizeUnbounded",
      434,
      (field) => has(field, "datentyp", "file") && !field.includes(":maxSize>"),
    ],
    [
      "uploadTypeUnbounded",
      458,
      (field) => has(field, "datentyp", "file") && !field.includes(":mediaType>"),
    ],
    [
      "textUnbounded",
      255,
      (field) =>
        has(field, "feldart", "input") &&
        has(field, "datentyp", "text") &&
        !field.includes("maxLength="),
    ],
  ])("%s is found as often as it stands there", (code, most, test) => {
    expect(found(code)).toBe(countInText(files, test));
    expect(found(code)).toBeLessThanOrEqual(most);
    expect(found(code)).toBeGreaterThan(most * 0.85);
  });

  it("knows every number of FIM's list, with its severity", () => {
    const list = genuineFiles("codelists", /^fim-datenfelder\.xdfm_/)
      .map(genuineText)
      .join("");
    const official = [
      ...list.matchAll(/"Code">\s*<SimpleValue>(\d+)[^]*?"Typ">\s*<SimpleValue>(\w+)/g),
    ].map(([, number = "", kind = ""]) => [number, kinds[kind]] as const);
    expect(official).toHaveLength(142);
    const document = readFileSync("docs/quality-checks.md", "utf8");
    const ours = new Map(officialChecks.map(({ code, severity }) => [code.slice(2), severity]));
    for (const [number, severity] of official) {
      expect([number, ours.get(number) ?? severity]).toEqual([number, severity]);
      expect([number, document.match(new RegExp(`^\\|.*\\b${number}\\b`, "m")) !== null]).toEqual([
        number,
        true,
      ]);
    }
    expect(ours.size).toBe(97);
  });

  it("finds the static texts that are mandatory", () => {
    const positions = files
      .flatMap((file) =>
        genuineText(file)
          .split(/<[\w-]+:anzahl>/)
          .slice(1),
      )
      .filter((piece) => {
        const field =
          /^[^]*?<[\w-]+:enthaelt>\s*<[\w-]+:datenfeld>([^]*?)<\/[\w-]+:datenfeld>/.exec(
            piece.split(/<[\w-]+:datenfeldgruppe>/)[0] ?? "",
          )?.[1];
        return /^[1-9]/.test(piece) && field !== undefined && has(field, "feldart", "label");
      });
    expect(found("labelMandatory")).toBe(positions.length);
    expect(positions.length).toBeLessThanOrEqual(42);
  });
});
