import type { Condition } from "#app/domain/condition.ts";
import type { Offering, PlacedNode } from "#app/domain/offering.ts";
import type { Node } from "#app/domain/service.ts";
import { checkAtoms } from "../rules/check-atoms.ts";
import type { RuleElement, RuleStructure, ValueKind } from "../rules/structure.ts";
import type { Finding } from "./finding.ts";

/** Conditions of nodes and pages that compare with what a question can never hold. */
export function checkConditions(offering: Offering): Finding[] {
  const structure = structureOf(offering);
  const tell = (path: string, at: string, condition: Condition | undefined): Finding[] =>
    condition === undefined
      ? []
      : checkAtoms(condition, structure).map(({ code, message }) => ({
          code: `condition.${code}`,
          severity: "critical",
          path,
          message: `${at}: ${message}`,
        }));
  return [
    ...[...offering.nodes.values()].flatMap(({ path, node }) =>
      tell(path, `Bedingung von „${node.label.de}“`, node.when),
    ),
    ...offering.pages.flatMap(({ page, fields }) =>
      tell(fields[0]?.path ?? "", `Bedingung der Seite ${page.id}`, page.when),
    ),
  ];
}

/** The same of rules that were written as such; those made of sentences were looked at when they were made. */
export function checkWrittenRules(offering: Offering): Finding[] {
  const structure = structureOf(offering);
  return offering.service.rules.flatMap(({ id, bearer, condition }) =>
    checkAtoms(condition, structure).map(({ code, message }): Finding => ({
      code: `rule.${code}`,
      severity: "critical",
      path: bearer,
      message: `${id}: ${message}`,
    })),
  );
}

function structureOf({ service, nodes }: Offering): RuleStructure {
  const elements = [...nodes.values()].map((placed) => elementOf(placed, service.codeLists));
  return {
    elements: new Map(elements.map((element) => [element.path, element])),
    byId: Map.groupBy(elements, ({ id }) => id),
  };
}

function elementOf(
  { path, node }: PlacedNode,
  codeLists: Offering["service"]["codeLists"],
): RuleElement {
  const isChoice =
    node.type === "field" && (node.kind === "choice" || node.kind === "multipleChoice");
  const list = isChoice ? codeLists[node.options.list] : undefined;
  return {
    path,
    id: path,
    type: node.type,
    names: [node.label.de],
    min: node.type === "field" && node.required ? 1 : 0,
    isRepeated: node.repeat !== undefined,
    isAsked: true,
    value: valueOf(node),
    ...(list && { codes: list.options.map(({ code, label }) => ({ code, name: label.de })) }),
    isSubstitute: false,
    rules: [],
  };
}

function valueOf(node: Node): ValueKind {
  if (node.type === "group") return "none";
  switch (node.kind) {
    case "choice":
    case "multipleChoice":
      return "code";
    case "yesNo":
    case "declaration":
      return "boolean";
    case "number":
    case "integer":
    case "money":
      return "number";
    case "date":
    case "partialDate":
    case "time":
    case "dateTime":
      return "date";
    case "address":
    case "personName":
    case "file":
    case "staticText":
      return "none";
    default:
      return "text";
  }
}
