import type { Condition } from "./condition.ts";
import { checkCalculated } from "./check-calculated.ts";
import { checkPrefill } from "./check-prefill.ts";
import { checkRules } from "./check-rules.ts";
import { checkFees } from "./fees/check-fees.ts";
import { pathsOf } from "./evaluate.ts";
import { compilePattern } from "./fields/text.ts";
import { compileOffering, type Offering, type PlacedNode } from "./offering.ts";
import { joinPath, parentPath, type NodePath } from "./path.ts";
import type { ServiceProblem } from "./service-problem.ts";
import { tellsPlace } from "./town/place-answered.ts";
import type { Field, ServiceDefinition } from "./service.ts";

export type { ServiceProblem } from "./service-problem.ts";

/** Addresses below a service that belong to the portal. */
const reservedPages = new Set([
  "pruefen",
  "eingang",
  "anlagen",
  "neu",
  "weiter",
  "entwurf",
  "bezahlen",
  "liste",
  "datenschutz",
]);

/**
 * Checks what the meta-schema cannot say: references, page coverage, that conditions of our own look only backwards,
 * as the form is read, and that rules, which may look anywhere, do not turn in circles.
 */
export function checkService(service: ServiceDefinition): readonly ServiceProblem[] {
  const offering = compileOffering(service);
  return [
    ...checkIds(service),
    ...checkPages(offering),
    ...checkCoverage(offering),
    ...checkFields(offering),
    ...checkConditions(offering),
    ...checkPresence(offering),
    ...checkResponsibility(offering),
    ...checkRules(offering),
    ...checkFees(offering),
    ...checkPrefill(offering),
    ...checkCalculated(offering),
  ];
}

function checkIds(service: ServiceDefinition): ServiceProblem[] {
  const problems: ServiceProblem[] = [];
  const visit = (nodes: ServiceDefinition["nodes"], path: string): void => {
    const seen = new Set<string>();
    for (const node of nodes) {
      const own = path === "" ? node.id : `${path}/${node.id}`;
      if (seen.has(node.id)) problems.push({ code: "duplicateId", path: own });
      seen.add(node.id);
      if (node.type === "group") visit(node.children, own);
    }
  };
  visit(service.nodes, "");
  return problems;
}

/** The address that decides over the municipality must be one, and stand once. */
function checkResponsibility({ service, nodes }: Offering): ServiceProblem[] {
  const { responsibleAt: path } = service;
  if (path === undefined) return [];
  const placed = nodes.get(path);
  if (!placed) return [{ code: "unknownNode", path: "", detail: path }];
  const isOnce = placed.within.length === 0;
  return isOnce && tellsPlace(placed.node) ? [] : [{ code: "noAddress", path }];
}

function checkPages({ service, nodes }: Offering): ServiceProblem[] {
  const problems: ServiceProblem[] = [];
  const seen = new Set<string>();
  for (const page of service.pages) {
    if (seen.has(page.id)) problems.push({ code: "duplicatePage", path: page.id });
    if (reservedPages.has(page.id)) problems.push({ code: "reservedPage", path: page.id });
    seen.add(page.id);
    const named = page.kind === "items" ? [page.group] : page.nodes;
    for (const path of [...named, ...page.within]) {
      const placed = nodes.get(path);
      if (!placed) problems.push({ code: "unknownNode", path: page.id, detail: path });
      else if (!page.within.includes(path) && placed.within.join() !== page.within.join()) {
        problems.push({ code: "pageOutsideGroup", path: page.id, detail: path });
      }
    }
  }
  for (const { path, node } of nodes.values()) {
    if (node.type !== "group" || !node.repeat) continue;
    if (!service.pages.some((page) => page.kind === "items" && page.group === path)) {
      problems.push({ code: "groupWithoutItemsPage", path });
    }
    for (const id of node.itemTitle ?? []) {
      if (nodes.get(`${path}/${id}`)?.node.type !== "field") {
        problems.push({ code: "unknownItemTitle", path, detail: id });
      }
    }
  }
  return problems;
}

function checkCoverage({ nodes, pages }: Offering): ServiceProblem[] {
  const count = new Map<NodePath, number>();
  for (const { fields } of pages) {
    for (const { path } of fields) count.set(path, (count.get(path) ?? 0) + 1);
  }
  return fieldsIn(nodes).flatMap(({ path, node }): ServiceProblem[] => {
    const times = count.get(path) ?? 0;
    if (times > 1) return [{ code: "fieldOnTwoPages", path }];
    return times === 0 && node.kind !== "staticText" ? [{ code: "fieldOnNoPage", path }] : [];
  });
}

function checkFields({ service, nodes }: Offering): ServiceProblem[] {
  return fieldsIn(nodes).flatMap(({ path, node }): ServiceProblem[] => {
    switch (node.kind) {
      case "choice":
      case "multipleChoice":
        return node.options.list in service.codeLists
          ? []
          : [{ code: "unknownList", path, detail: node.options.list }];
      case "text":
      case "multiline": {
        const { pattern } = node.options;
        return pattern === undefined || compilePattern(pattern)
          ? []
          : [{ code: "invalidPattern", path, detail: pattern }];
      }
      default:
        return [];
    }
  });
}

function checkConditions({ nodes, pages }: Offering): ServiceProblem[] {
  const order = new Map<NodePath, number>();
  for (const { fields } of pages) for (const { path } of fields) order.set(path, order.size);
  const check = (bearer: string, condition: Condition, before: number): ServiceProblem[] =>
    pathsOf(condition).flatMap((path): ServiceProblem[] => {
      if (nodes.get(path)?.node.type !== "field") {
        return [{ code: "unknownConditionField", path: bearer, detail: path }];
      }
      return (order.get(path) ?? Infinity) < before
        ? []
        : [{ code: "conditionLooksForward", path: bearer, detail: path }];
    });
  const firstOf = (paths: readonly NodePath[]): number =>
    Math.min(...paths.map((path) => order.get(path) ?? Infinity));
  // Static text may stand on no page; a condition on it then has nothing to look ahead of.
  const below = (path: NodePath): readonly NodePath[] =>
    [...order.keys()].filter((field) => field === path || field.startsWith(`${path}/`));
  return [
    ...[...nodes.values()].flatMap(({ path, node }) =>
      node.when ? check(path, node.when, firstOf(below(path))) : [],
    ),
    ...pages.flatMap(({ page, fields }, index) => {
      if (!page.when) return [];
      const after = pages.slice(index).find((placed) => placed.fields.length > 0)?.fields ?? fields;
      return check(page.id, page.when, firstOf(after.map(({ path }) => path)));
    }),
  ];
}

function checkPresence({ nodes }: Offering): ServiceProblem[] {
  return [...nodes.values()].flatMap(({ path, node }): ServiceProblem[] => {
    if (node.type === "field" || node.presence === undefined) return [];
    const gate = nodes.get(joinPath(parentPath(path), node.presence))?.node;
    return gate?.type === "field" && gate.kind === "yesNo"
      ? []
      : [{ code: "unknownPresence", path, detail: node.presence }];
  });
}

function fieldsIn(nodes: ReadonlyMap<NodePath, PlacedNode>): readonly PlacedNode<Field>[] {
  return [...nodes.values()].filter(
    (placed): placed is PlacedNode<Field> => placed.node.type === "field",
  );
}
