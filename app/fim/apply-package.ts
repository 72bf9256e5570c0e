import type { ServiceDefinition } from "#app/domain/service.ts";
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
  options: Pick<ImportOptions, "allowOtherVersions" | "translations"> = {},
): Outcome<"service", ServiceDefinition> {
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
    pages: changePages(
      servicePackage.pages
        ? completePages(servicePackage.pages, nodes, problems)
        : buildPages(nodes),
      servicePackage.pageChanges,
      nodes,
      problems,
    ),
    codeLists: Object.fromEntries(state.codeLists),
    rules: [...laid.rules],
    ...(servicePackage.fees && { fees: servicePackage.fees }),
    ...(servicePackage.adjustable && { adjustable: servicePackage.adjustable }),
    openPoints: [...laid.openPoints],
  };
  problems.push(...checkReferences(service));
  const all = [...state.problems, ...problems];
  if (problems.some(({ severity }) => severity === "error")) return { ok: false, problems: all };
  return finishService(service, { problems: all });
}
