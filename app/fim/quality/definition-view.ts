import type { Offering } from "#app/domain/offering.ts";
import type { Node, ServiceDefinition } from "#app/domain/service.ts";
import type { Text } from "#app/domain/text.ts";
import type { FimField, FimGroup, FimPosition, FimSchema, LegalReference } from "../model.ts";
import { withoutUndefined } from "../without-undefined.ts";
import { factsOf } from "./definition-field.ts";
import { viewSchema, type SchemaView } from "./schema-view.ts";
import { serviceTexts } from "./service-texts.ts";

/**
 * A service of our own format as the checks of schemas see one, at the node paths of the definition. It has no ids,
 * release or versions of FIM: only `definitionChecks` may look at it.
 */
export function viewDefinition(offering: Offering): SchemaView {
  const view = viewSchema(schemaOf(offering.service), [], () => (id) => id);
  const texts = serviceTexts(offering).map(({ text, ...rest }) => ({ ...rest, text: text.de }));
  return { ...view, texts };
}

const nothingOfFim = { release: {}, keywords: [], rules: [] };

function schemaOf(service: ServiceDefinition): FimSchema {
  const { id, version, name, description } = service;
  const label = name.de.trim();
  return {
    ...nothingOfFim,
    standard: "xdatenfelder_3.0.0",
    message: {},
    id,
    version,
    name: id,
    ...(label !== "" && { label }),
    references: references(description.legalBasis),
    positions: positionsOf(service.nodes, [], service),
  };
}

function references(texts: readonly Text[] = []): LegalReference[] {
  return texts.map(({ de }) => ({ text: de.trim() }));
}

/** `above`: what the groups around name as legal basis. */
function positionsOf(
  nodes: readonly Node[],
  above: readonly LegalReference[],
  service: ServiceDefinition,
): FimPosition[] {
  return nodes.map((node) => {
    const { repeat } = node;
    const isMandatory = node.type === "field" ? node.required && isAsked(node) : !node.optional;
    const written = repeat && `${String(repeat.min)}:${String(repeat.max ?? "*")}`;
    return {
      min: isMandatory ? (repeat?.min ?? 1) : 0,
      max: repeat ? repeat.max : 1,
      references: above,
      element: elementOf(node, above, service),
      ...(written !== undefined && { asWritten: { anzahl: written } }),
    };
  });
}

/** Whether a static text is "mandatory" says nothing. */
function isAsked({ kind }: Extract<Node, { type: "field" }>): boolean {
  return kind !== "staticText";
}

function elementOf(
  node: Node,
  above: readonly LegalReference[],
  service: ServiceDefinition,
): FimField | FimGroup {
  const own = references(node.legalBasis);
  const label = node.label.de.trim();
  const common = {
    ...nothingOfFim,
    id: node.id,
    name: node.id,
    label,
    // The form has one label and two places for help; both are held against it.
    outputLabel: label,
    ...withoutUndefined({ help: node.help?.de, outputHelp: node.hint?.de }),
    references: own,
    source: {},
  };
  if (node.type === "field")
    return { ...common, ...factsOf(node, service.codeLists), type: "field" };
  const positions = positionsOf(node.children, [...above, ...own], service);
  return { ...common, type: "group", isChoice: false, positions };
}
