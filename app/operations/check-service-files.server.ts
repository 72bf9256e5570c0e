import { readFile } from "node:fs/promises";
import { fileProblem, type FileProblem } from "../catalogue/file-problem.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { countsOf, type SchemaCounts } from "../fim/counts-of.ts";
import type { FimSchema } from "../fim/model.ts";
import { examineDefinition, examineSchema, examineService } from "../fim/quality/examine-schema.ts";
import { sortFindings, withoutDoubles, type Finding } from "../fim/quality/finding.ts";
import { findingOf } from "../fim/quality/import-findings.ts";
import { judgePublishedRules } from "../fim/quality/judge-published-rules.ts";
import { tallyRules, type RuleTally } from "../fim/quality/tally-rules.ts";
import {
  readServiceFiles,
  type ReadService,
  type ServiceFiles,
} from "./read-service-files.server.ts";

/** What the doctor says of a file. Where it cannot be used, `errors` tells why. */
export interface ServiceCheck {
  readonly id: string | null;
  readonly version: string | null;
  readonly name: string | null;
  readonly counts: SchemaCounts;
  readonly rules: RuleTally;
  readonly problems: readonly Finding[];
  readonly errors: readonly FileProblem[];
  /** The service, if one can be made of it. */
  readonly read?: Extract<ReadService, { ok: true }>;
}

export interface CheckOptions {
  /** File of published formal rules, judged and taken in place of the sentences. */
  readonly rules?: string | undefined;
}

const nothing: Pick<ServiceCheck, "counts" | "rules"> = {
  counts: { groups: 0, fields: 0, rules: 0, codeLists: 0 },
  rules: { formal: 0, open: 0, wrong: 0 },
};

/** Examines a schema or a service package without storing anything. Bad input is an outcome, never thrown. */
export async function checkServiceFiles(
  files: ServiceFiles,
  options: CheckOptions = {},
): Promise<ServiceCheck> {
  const read = await readServiceFiles(files);
  const { source } = read;
  const ofSchema = source ? examineSchema(source.schema, source.lists) : [];
  if (!read.ok) {
    return {
      ...identityOf(source?.schema),
      ...nothing,
      ...(source && { counts: countsOf(source.schema) }),
      ...(read.unusable && whatStandsIn(read.unusable)),
      problems: [...read.problems.map(criticalOf), ...ofSchema],
      errors: read.problems,
    };
  }
  const published = await readRules(options, read);
  if (published && !published.ok) {
    const { problem } = published;
    return {
      ...identityOf(source?.schema),
      ...nothing,
      problems: [criticalOf(problem)],
      errors: [problem],
    };
  }
  const service = published?.service ?? read.service;
  const ofDefinition = source ? [] : examineDefinition(service);
  return {
    ...(source ? identityOf(source.schema) : identityOfService(service)),
    counts: source ? countsOf(source.schema) : countsOfService(service),
    rules:
      published?.tally ?? tallyRules(source?.schema, service, source?.problems ?? ofDefinition),
    problems: examined([
      ...ofSchema,
      ...ofDefinition,
      ...examineService(service),
      ...(source?.problems ?? []).map(findingOf),
      ...(published?.findings ?? []),
    ]),
    errors: [],
    read: { ...read, service },
  };
}

/** Of a definition that can be read and not used. */
function whatStandsIn(service: ServiceDefinition): Partial<ServiceCheck> {
  return {
    ...identityOfService(service),
    counts: countsOfService(service),
    rules: tallyRules(undefined, service, []),
  };
}

function examined(findings: readonly Finding[]): Finding[] {
  return sortFindings(withoutDoubles(findings));
}

async function readRules(
  { rules: path }: CheckOptions,
  { source, service }: Extract<ReadService, { ok: true }>,
) {
  if (path === undefined) return undefined;
  const fail = (code: string, message: string) => ({
    ok: false as const,
    problem: fileProblem(path, code, message),
  });
  const json = await readFile(path, "utf8").catch(() => undefined);
  if (json === undefined) return fail("notFound", "there is no such file, or it cannot be read");
  if (!source) return fail("unsupported", "formal rules belong to a schema, not to a package");
  const judged = judgePublishedRules(json, source.schema, source.lists, service);
  return judged.ok ? judged : fail("invalidJson", judged.message);
}

function identityOf(schema: FimSchema | undefined) {
  return {
    id: schema?.id ?? null,
    version: schema?.version ?? null,
    name: schema ? (schema.label ?? schema.name) : null,
  };
}

function identityOfService({ id, version, name, fim }: ServiceDefinition) {
  return { id: fim?.id ?? id, version: fim?.version ?? version, name: name.de };
}

/** A service of our own is counted as a schema would be; lists written into it do not count. */
function countsOfService(service: ServiceDefinition): SchemaCounts {
  const { nodes, rules, openPoints, codeLists } = service;
  const count = { groups: 0, fields: 0 };
  const walk = (below: ServiceDefinition["nodes"]): void => {
    for (const node of below) {
      if (node.type === "field") count.fields += 1;
      else {
        count.groups += 1;
        walk(node.children);
      }
    }
  };
  walk(nodes);
  const open = openPoints.filter(({ code }) => code === "rule");
  const lists = Object.values(codeLists).flatMap(({ uri, version = "" }) =>
    uri === undefined ? [] : `${uri} ${version}`,
  );
  return {
    ...count,
    rules: new Set([...rules, ...open].map(({ id }) => id)).size,
    codeLists: new Set(lists).size,
  };
}

function criticalOf({ code, message, path = "", line, column }: FileProblem): Finding {
  return {
    code,
    severity: "critical",
    path,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message,
  };
}
