import type { Node, Page, ServiceDefinition } from "#app/domain/service.ts";
import { languagesWith } from "./apply-translations.ts";
import { buildPages } from "./build-pages.ts";
import { carryOver } from "./carry-over.ts";
import { changePages } from "./change-pages.ts";
import { completePages } from "./complete-pages.ts";
import type { GenericodeList } from "./genericode.ts";
import type { FimSchema } from "./model.ts";
import { checkReferences } from "./overlay-references.ts";
import { overlayNodes, overlayOptions } from "./overlay-nodes.ts";
import { layRules } from "./package-rules.ts";
import type { ServicePackage } from "./package.ts";
import { warning, type ImportProblem, type Outcome } from "./problems.ts";
import type { RuleStructure } from "./rules/structure.ts";
import {
  finishService,
  identificationOf,
  importStructure,
  versionOf,
  type ImportOptions,
} from "./to-service.ts";

/**
 * Lays a service package over the import of its schema. What it says of nodes, lists, codes and rules that the schema
 * does not have (any more) is a warning each, and follows a node that moved; a condition that names what is not there
 * is an error, as is whatever would contradict the schema.
 */
export function buildService(
  schema: FimSchema,
  codeLists: readonly GenericodeList[],
  given: ServicePackage,
  options: PackageOptions = {},
): Outcome<"service", ServiceDefinition> {
  return layPackage(schema, codeLists, given, options).outcome;
}

type PackageOptions = Pick<ImportOptions, "allowOtherVersions" | "translations">;

/** A service with what its package was laid over, for those who edit the package. */
export interface LaidPackage {
  readonly outcome: Outcome<"service", ServiceDefinition>;
  /** Nodes as the schema alone makes them. */
  readonly imported: readonly Node[];
  /** Pages before `pageChanges`. */
  readonly pages: readonly Page[];
  /** The sentences of the schema and where they stand. */
  readonly structure: RuleStructure;
}

/** As `buildService`, with what lies below. */
export function layPackage(
  schema: FimSchema,
  codeLists: readonly GenericodeList[],
  given: ServicePackage,
  options: PackageOptions = {},
): LaidPackage {
  const { nodes: imported, rules, structure, state } = importStructure(schema, codeLists, options);
  const problems: ImportProblem[] = [];
  const servicePackage = carryOver(given, imported, problems);
  const nodes = overlayNodes(imported, servicePackage.nodes, problems);
  overlayOptions(state.codeLists, servicePackage.options, problems);
  for (const id of new Set(servicePackage.settled)) {
    if (![...state.openPoints, ...rules].some((point) => point.id === id)) {
      problems.push(warning("unknownRule", `no rule or open point has the id "${id}"`));
    }
  }
  const basePages = servicePackage.pages
    ? completePages(servicePackage.pages, nodes, problems)
    : buildPages(nodes);
  const laid = layRules(
    { rules, openPoints: state.openPoints },
    servicePackage,
    structure,
    problems,
  );
  const service: ServiceDefinition = {
    schemaVersion: 1,
    id: servicePackage.id,
    version: servicePackage.version ?? versionOf(schema, state),
    name: servicePackage.name,
    languages: languagesWith(servicePackage.languages, options.translations ?? []),
    leikaKeys: servicePackage.leikaKeys,
    fim: identificationOf(schema),
    description: servicePackage.description,
    ...(servicePackage.assurance && { assurance: servicePackage.assurance }),
    ...(servicePackage.responsibleAt !== undefined && {
      responsibleAt: servicePackage.responsibleAt,
    }),
    nodes,
    pages: changePages(basePages, servicePackage.pageChanges, nodes, problems),
    codeLists: Object.fromEntries(state.codeLists),
    rules: [...laid.rules],
    ...(servicePackage.fees && { fees: servicePackage.fees }),
    ...(servicePackage.adjustable && { adjustable: servicePackage.adjustable }),
    openPoints: [...laid.openPoints],
  };
  problems.push(...checkReferences(service));
  const all = [...state.problems, ...problems];
  const isWrong = problems.some(({ severity }) => severity === "error");
  const outcome = isWrong
    ? { ok: false as const, problems: all }
    : finishService(service, { problems: all });
  return { outcome, imported, pages: basePages, structure };
}
