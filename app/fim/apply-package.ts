import type { ServiceDefinition } from "#app/domain/service.ts";
import { languagesWith } from "./apply-translations.ts";
import { buildPages } from "./build-pages.ts";
import type { GenericodeList } from "./genericode.ts";
import type { FimSchema } from "./model.ts";
import { checkReferences } from "./overlay-references.ts";
import { overlayNodes, overlayOptions } from "./overlay-nodes.ts";
import type { ServicePackage } from "./package.ts";
import { error, type ImportProblem, type Outcome } from "./problems.ts";
import {
  finishService,
  identificationOf,
  importStructure,
  versionOf,
  type ImportOptions,
} from "./to-service.ts";

/**
 * Lays a service package over the import of its schema. Whatever the package names and the schema does
 * not have (node, list, code, rule) is an error that names it, so that a newer schema cannot silently lose
 * what the package says.
 */
export function buildService(
  schema: FimSchema,
  codeLists: readonly GenericodeList[],
  servicePackage: ServicePackage,
  options: Pick<ImportOptions, "allowOtherVersions" | "translations"> = {},
): Outcome<"service", ServiceDefinition> {
  const { nodes: imported, rules, state } = importStructure(schema, codeLists, options);
  const problems: ImportProblem[] = [];
  const nodes = overlayNodes(imported, servicePackage.nodes, problems);
  overlayOptions(state.codeLists, servicePackage.options, problems);
  const settled = new Set(servicePackage.settled);
  for (const id of settled) {
    if (![...state.openPoints, ...rules].some((point) => point.id === id)) {
      problems.push(error("unknownRule", `no rule or open point has the id "${id}"`));
    }
  }
  const service: ServiceDefinition = {
    schemaVersion: 1,
    id: servicePackage.id,
    version: servicePackage.version ?? versionOf(schema, state),
    name: servicePackage.name,
    languages: languagesWith(servicePackage.languages, options.translations ?? []),
    leikaKeys: servicePackage.leikaKeys,
    fim: identificationOf(schema),
    description: servicePackage.description,
    nodes,
    pages: servicePackage.pages ?? buildPages(nodes),
    codeLists: Object.fromEntries(state.codeLists),
    // What the package settles in its own way is not carried out a second time.
    rules: rules.filter(({ id }) => !settled.has(id)),
    openPoints: state.openPoints.filter(({ id }) => id === undefined || !settled.has(id)),
  };
  problems.push(...checkReferences(service));
  if (problems.length > 0) return { ok: false, problems: [...state.problems, ...problems] };
  return finishService(service, state);
}
