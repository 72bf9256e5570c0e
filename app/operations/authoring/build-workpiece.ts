import {
  problemOfImport,
  problemOfService,
  type FileProblem,
} from "../../catalogue/file-problem.ts";
import { checkService } from "../../domain/check-service.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { layPackage, type LaidPackage } from "../../fim/apply-package.ts";
import { countsOf, type SchemaCounts } from "../../fim/counts-of.ts";
import type { ServicePackage } from "../../fim/package.ts";
import type { ImportProblem } from "../../fim/problems.ts";
import { examineSchema, examineService } from "../../fim/quality/examine-schema.ts";
import {
  severities,
  sortFindings,
  withoutDoubles,
  type Finding,
  type Severity,
} from "../../fim/quality/finding.ts";
import { findingOf } from "../../fim/quality/import-findings.ts";
import { tallyRules, type RuleTally } from "../../fim/quality/tally-rules.ts";
import type { Source } from "./read-source.server.ts";

/** The file that a workpiece's package would be. */
export const packageFile = "service.json";

/** What a package makes of its schema. */
export type Built =
  | {
      readonly ok: true;
      readonly service: ServiceDefinition;
      readonly laid: LaidPackage;
      readonly problems: readonly ImportProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Lays a package over the schema and checks what comes of it: a form that would not work is refused with places and reasons. */
export function buildWorkpiece(source: Source, given: ServicePackage): Built {
  const { schema, lists, translations } = source;
  const laid = layPackage(schema, lists, given, { translations });
  const { outcome } = laid;
  if (!outcome.ok) {
    const errors = outcome.problems.filter(({ severity }) => severity === "error");
    return { ok: false, problems: errors.map((one) => problemOfImport(packageFile, one)) };
  }
  const faults = checkService(outcome.service);
  if (faults.length > 0)
    return { ok: false, problems: faults.map((one) => problemOfService(packageFile, one)) };
  return {
    ok: true,
    service: outcome.service,
    laid,
    problems: [...source.problems, ...outcome.problems],
  };
}

/** How many findings there are, by severity. */
export type FindingCounts = Readonly<Record<Severity, number>>;

/** The doctor's report on a workpiece. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly counts: SchemaCounts;
  readonly rules: RuleTally;
}

/** Everything that the doctor says, as `service check` does. */
export function examineWorkpiece(
  { schema, lists }: Source,
  { service, problems }: Extract<Built, { ok: true }>,
): Report {
  return {
    findings: sortFindings(
      withoutDoubles([
        ...examineSchema(schema, lists),
        ...examineService(service),
        ...problems.map(findingOf),
      ]),
    ),
    counts: countsOf(schema),
    rules: tallyRules(schema, service, problems),
  };
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  return Object.fromEntries(
    severities.map((one) => [one, findings.filter(({ severity }) => severity === one).length]),
  ) as Record<Severity, number>;
}
