import type { SourcePosition } from "../problems.ts";

/** How bad it is, as FIM's own quality checks grade it, from worst to mildest. */
export const severities = ["critical", "methodical", "warning", "hint"] as const;
export type Severity = (typeof severities)[number];

/** Something that the doctor found in a schema; lines and columns count from 1. */
export interface Finding extends SourcePosition {
  /** `QS` and the official number, or a name of our own. */
  readonly code: string;
  readonly severity: Severity;
  /** Node path of the element; "" for the schema itself. */
  readonly path: string;
  /** German, for the authors of schemas. */
  readonly message: string;
}

/** Worst first; within one severity in the order of the codes, then of the file. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding): number => severities.indexOf(severity);
  return [...findings].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      left.code.localeCompare(right.code, "en") ||
      (left.line ?? 0) - (right.line ?? 0),
  );
}

/** How often each code was found. */
export function countByCode(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** What the import says in its words and a check in its own about the same place. */
const sameAs: Readonly<Record<string, string>> = {
  duplicateCode: "QS1045",
  unknownColumn: "QS1122",
  invalidMultiplicity: "QS1047",
  invalidPrecision: "precisionUnclear",
};

/** Leaves out what the import reported and a check says better. */
export function withoutDoubles(findings: readonly Finding[]): Finding[] {
  const said = new Set(findings.map(({ code, path }) => `${code} ${path}`));
  return findings.filter(({ code, path }) => !said.has(`${sameAs[code] ?? ""} ${path}`));
}
