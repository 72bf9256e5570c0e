import type { Finding } from "./finding.ts";
import { fieldChecks } from "./field-checks.ts";
import { identificationChecks } from "./identification-checks.ts";
import { legalChecks } from "./legal-checks.ts";
import { listChecks } from "./list-checks.ts";
import { runChecks, type QualityCheck } from "./quality-check.ts";
import { releaseChecks } from "./release-checks.ts";
import { ruleChecks } from "./rule-checks.ts";
import type { SchemaView } from "./schema-view.ts";
import { structureChecks } from "./structure-checks.ts";
import { textChecks } from "./text-checks.ts";
import { valueChecks } from "./value-checks.ts";

/** FIM's own quality checks by their official numbers, as far as one file decides them. */
export const officialChecks: readonly QualityCheck[] = [
  ...identificationChecks,
  ...textChecks,
  ...fieldChecks,
  ...valueChecks,
  ...listChecks,
  ...structureChecks,
  ...legalChecks,
  ...ruleChecks,
  ...releaseChecks,
];

/** Runs them over a schema. */
export function checkQuality(view: SchemaView): Finding[] {
  return runChecks(officialChecks, view);
}
