import { operandsOf } from "./calculated.ts";
import { claimsByPage } from "./broken-claims.ts";
import { claimText } from "./claim-text.ts";
import { contentOf, dependentsOf } from "./dependents.ts";
import { allOf, anyOf, asksState, mapPaths, pathsOf, statePath } from "./evaluate.ts";
import type { Value } from "./fields/kinds.ts";
import { readInstance } from "./answer-source.ts";
import { scoped, type Journey, type Step } from "./journey.ts";
import { deriveOnce, inheritedCondition, termsOf, type Offering } from "./offering.ts";
import type { FormClaim, FormNode, OutsideNode, PageForm } from "./page-form.ts";
import type { InstancePath, NodePath } from "./path.ts";
import { showText } from "./shown-text.ts";
import type { CodeFilter } from "./terms.ts";
import type { Language } from "./text.ts";

type Surroundings = Pick<PageForm, "context" | "members" | "outside" | "claims" | "state">;

/**
 * What a page must know of the rest of the journey to be evaluated by itself: the answers at which its conditions
 * look, and the conditions of those that hang on the page in turn. Nothing else leaves the server.
 */
export function surroundings(
  journey: Journey,
  step: Step,
  nodes: readonly FormNode[],
  language: Language,
): Surroundings {
  const { offering, standing, source } = journey;
  const inScope = scoped(offering, step.placed.page.within, step.items);
  const claims = claimsOn(offering, step.placed.page.id, inScope, language);
  const dependents = dependentsOf(offering, step.placed);
  const own = new Map<InstancePath, FormNode>();
  const context: Record<InstancePath, Value> = {};
  const members: Record<InstancePath, readonly InstancePath[]> = {};
  const outside: Record<InstancePath, OutsideNode> = {};
  const seen = new Set<InstancePath>();

  const keep = (path: InstancePath, value: Value | undefined): void => {
    if (value !== undefined) context[path] = value;
  };
  const lookAt = (path: InstancePath): void => {
    if (seen.has(path) || path === statePath) return;
    seen.add(path);
    const node = own.get(path);
    if (node?.type === "field") return;
    const place = source.find(path);
    if (place?.kind === "group") lookBelow(path);
    else if (place?.kind === "many") lookAtItems(path, place.members());
    else if (isDependent(path)) stepOutside(path);
    else keep(path, standing.value(path));
  };
  const isDependent = (path: InstancePath): boolean => {
    const { nodePath, items } = readInstance(path);
    const within = offering.nodes.get(nodePath)?.within;
    return items.length === within?.length && dependents.has(nodePath);
  };
  /** Other nodes come with their own conditions; what these look at may lie anywhere. */
  const stepOutside = (path: InstancePath): void => {
    const place = source.find(path);
    if (!place || place.kind === "many") return;
    const node = outsideNode(offering, readInstance(path).nodePath, place.inScope);
    outside[path] = node;
    keep(path, source.answer(path, standing.value));
    for (const next of pathsIn(node)) lookAt(next);
  };
  const lookAtItems = (path: InstancePath, items: readonly InstancePath[]): void => {
    const leaves = items.flatMap(leavesOf);
    if (!leaves.some((leaf) => own.has(leaf) || isDependent(leaf))) {
      keep(path, standing.value(path));
      return;
    }
    outside[path] = { items: leaves };
    leaves.forEach(lookAt);
  };
  const leavesOf = (path: InstancePath): readonly InstancePath[] => {
    const place = source.find(path);
    return place?.kind === "many" ? place.members().flatMap(leavesOf) : [path];
  };
  /** A group is answered if anything below it is; one answer elsewhere that stands anyway settles that. */
  const lookBelow = (group: InstancePath): void => {
    const found: InstancePath[] = [];
    const settles = (path: InstancePath): boolean => {
      const place = source.find(path);
      if (place && place.kind !== "field") return place.members().some(settles);
      if (own.has(path)) found.push(path);
      else if (!isDependent(path)) return standing.value(path) !== undefined;
      else if (source.answer(path) !== undefined) found.push(path);
      return false;
    };
    const isSettled = settles(group);
    if (isSettled) context[contentOf(group)] = true;
    members[group] = isSettled ? [contentOf(group)] : found;
    if (!isSettled) for (const path of found) lookAt(path);
  };

  const gather = (node: FormNode): void => {
    own.set(node.name, node);
    if (node.type === "group") node.children.forEach(gather);
  };
  nodes.forEach(gather);
  for (const node of own.values()) for (const path of pathsIn(node)) lookAt(path);
  for (const { condition, unless, bearers, concerned } of claims) {
    [condition, ...unless].flatMap(pathsOf).forEach(lookAt);
    for (const path of [...bearers, ...concerned]) {
      if (own.has(path)) {
        const node = own.get(path);
        if (node?.type === "group") lookAt(path);
        continue;
      }
      const bearer = (outside[path] ??= outsideNode(
        offering,
        readInstance(path).nodePath,
        inScope,
      ));
      for (const next of pathsIn(bearer)) lookAt(next);
      lookAt(path);
    }
  }
  const { state } = journey;
  return {
    context,
    ...(Object.keys(members).length > 0 && { members }),
    ...(Object.keys(outside).length > 0 && { outside }),
    ...(claims.length > 0 && { claims }),
    ...(state !== undefined && hangsOnState(offering) && { state }),
  };
}

function outsideNode(
  offering: Offering,
  path: NodePath,
  inScope: (path: NodePath) => InstancePath,
): OutsideNode {
  const { requires, given, filters } = termsOf(offering, path);
  const node = offering.nodes.get(path)?.node;
  const page = offering.pageOf.get(path)?.page.when;
  const when = allOf([page, inheritedCondition(offering, path)]);
  const required = anyOf(requires);
  return {
    ...(when && { when: mapPaths(when, inScope) }),
    ...(required && { requiredWhen: mapPaths(required, inScope) }),
    ...(given && { givenWhen: mapPaths(given, inScope) }),
    ...(filters.length > 0 && { filters: mapFilters(filters, inScope) }),
    ...(node?.type === "group" &&
      node.optional &&
      node.presence === undefined && { optional: true }),
  };
}

/** The same filters with every path replaced. */
export function mapFilters(
  filters: readonly CodeFilter[],
  map: (path: string) => string,
): readonly CodeFilter[] {
  return filters.map(({ condition, codes }) => ({ condition: mapPaths(condition, map), codes }));
}

function pathsIn(node: OutsideNode | FormNode): readonly InstancePath[] {
  const { when, requiredWhen } = node;
  const given = "givenWhen" in node ? node.givenWhen : undefined;
  const filters = "filters" in node ? (node.filters ?? []) : [];
  const calculated = "calculated" in node ? node.calculated : undefined;
  return [
    ...(calculated ? operandsOf(calculated) : []),
    ...[when, requiredWhen, given, ...filters.map(({ condition }) => condition)].flatMap(
      (condition) => (condition ? pathsOf(condition) : []),
    ),
  ];
}

function claimsOn(
  offering: Offering,
  page: string,
  inScope: (path: NodePath) => InstancePath,
  language: Language,
): readonly FormClaim[] {
  return (claimsByPage(offering).get(page) ?? []).map((claim): FormClaim => {
    const { kind, condition, unless, bearers, concerned } = claim;
    const text = claimText(claim, language);
    const group = kind === "presence" ? offering.nodes.get(concerned[0] ?? "")?.node : undefined;
    return {
      kind,
      condition: mapPaths(condition, inScope),
      unless: unless.map((one) => mapPaths(one, inScope)),
      bearers: bearers.map(inScope),
      concerned: concerned.map(inScope),
      ...(text && { text }),
      ...(group && { label: showText(group.label, language) }),
    };
  });
}

function hangsOnState(offering: Offering): boolean {
  return deriveOnce(offering, "hangs on state", () => {
    const { service, nodes, pages } = offering;
    const conditions = [
      ...service.rules.map(({ condition }) => condition),
      ...[...nodes.values()].map(({ node }) => node.when),
      ...pages.map(({ page }) => page.when),
    ];
    return conditions.some((condition) => condition && asksState(condition));
  });
}
