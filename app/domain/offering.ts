import { compileClaims, type Claim } from "./claims.ts";
import type { Condition } from "./condition.ts";
import { allOf } from "./evaluate.ts";
import type { Option } from "./fields/kinds.ts";
import { joinPath, parentPath, type NodePath } from "./path.ts";
import type { Group, Node, Page, ServiceDefinition } from "./service.ts";
import type { PlacedField, PlacedNode, PlacedPage } from "./placed.ts";
import { compileTerms, noTerms, type Hang, type NodeTerms } from "./terms.ts";
import { textIn, type Language } from "./text.ts";

export type { PlacedField, PlacedNode, PlacedPage } from "./placed.ts";

/**
 * A service as one municipality offers it, compiled: indexes over the definition, built once and shared by
 * all requests. Nothing downstream knows of overlays.
 */
export interface Offering {
  readonly service: ServiceDefinition;
  readonly nodes: ReadonlyMap<NodePath, PlacedNode>;
  readonly pages: readonly PlacedPage[];
  readonly pagesById: ReadonlyMap<string, PlacedPage>;
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, Option>>;
  /** What decides over the nodes, where anything does; see `termsOf`. */
  readonly terms: ReadonlyMap<NodePath, NodeTerms>;
  /** Fields that are asked once and always: nothing decides over them or over their page, no group repeats them. */
  readonly freeFields: ReadonlySet<NodePath>;
  /** On which answers the terms hang, and by which rule. */
  readonly hangs: ReadonlyMap<NodePath, readonly Hang[]>;
  /** What must hold among the answers, in the order of the rules. */
  readonly claims: readonly Claim[];
  /** The page of each field. */
  readonly pageOf: ReadonlyMap<NodePath, PlacedPage>;
  /** Scratch space for what is derived from the offering alone, e.g. the form of a page per language. */
  readonly derived: Map<string, unknown>;
}

/** Compiles a service definition; linear in its size. Assumes that `checkService` found no error. */
export function compileOffering(service: ServiceDefinition): Offering {
  const nodes = new Map<NodePath, PlacedNode>();
  const visit = (
    children: readonly Node[],
    parent: NodePath,
    within: readonly NodePath[],
  ): void => {
    for (const node of children) {
      const path = joinPath(parent, node.id);
      nodes.set(path, { path, node, within });
      if (node.type === "group") {
        visit(node.children, path, node.repeat ? [...within, path] : within);
      }
    }
  };
  visit(service.nodes, "", []);
  const compiled = compileTerms(nodes, service.rules, service.codeLists);
  const plain = plainFieldsOf(service.nodes, compiled);
  const pages = service.pages.map((page) => ({ page, fields: fieldsOf(page, nodes, plain) }));
  return {
    service,
    nodes,
    pages,
    ...compiled,
    freeFields: freeFieldsOf(pages),
    claims: compileClaims(nodes, pages, service.rules),
    pageOf: new Map(
      pages.flatMap((placed) => placed.fields.map(({ path }) => [path, placed] as const)),
    ),
    pagesById: new Map(pages.map((placed) => [placed.page.id, placed])),
    codes: new Map(
      Object.entries(service.codeLists).map(([key, { options }]) => [
        key,
        new Map(options.map((option) => [option.code, option])),
      ]),
    ),
    derived: new Map(),
  };
}

function freeFieldsOf(pages: readonly PlacedPage[]): ReadonlySet<NodePath> {
  const open = pages.filter(({ page }) => page.when === undefined);
  return new Set(
    open.flatMap(({ fields }) =>
      fields.filter(({ plain, within }) => plain && within.length === 0).map(({ path }) => path),
    ),
  );
}

/** Fields on which no terms stand, nor on a group around them. */
function plainFieldsOf(
  top: readonly Node[],
  { terms }: Pick<Offering, "terms">,
): ReadonlySet<NodePath> {
  const plain = new Set<NodePath>();
  const visit = (children: readonly Node[], parent: NodePath): void => {
    for (const node of children) {
      const path = joinPath(parent, node.id);
      if (terms.has(path)) continue;
      if (node.type === "field" && !node.calculated) plain.add(path);
      else if (node.type === "field") continue;
      else visit(node.children, path);
    }
  };
  visit(top, "");
  return plain;
}

/** A value derived from the offering alone, made once. */
export function deriveOnce<T>(offering: Offering, key: string, make: () => T): T {
  if (!offering.derived.has(key)) offering.derived.set(key, make());
  return offering.derived.get(key) as T;
}

/** Label of a code in a list; the code itself where the list does not have it. */
export function labelOfCode(
  offering: Offering,
  list: string,
  code: string,
  language: Language,
): string {
  const option = offering.codes.get(list)?.get(code);
  return option ? textIn(option.label, language) : code;
}

/** Whether a list has a code. */
export function hasCode(offering: Offering, list: string, code: string): boolean {
  return offering.codes.get(list)?.has(code) ?? false;
}

/** What decides over a node besides the groups around it. */
export function termsOf({ terms }: Pick<Offering, "terms">, path: NodePath): NodeTerms {
  return terms.get(path) ?? noTerms;
}

/** Under which condition a node applies, the groups around it included. */
export function inheritedCondition(
  offering: Pick<Offering, "terms">,
  path: NodePath,
): Condition | undefined {
  const conditions: Condition[] = [];
  for (let at = path; at !== ""; at = parentPath(at)) {
    conditions.unshift(...termsOf(offering, at).applies);
  }
  return allOf(conditions);
}

function fieldsOf(
  page: Page,
  nodes: ReadonlyMap<NodePath, PlacedNode>,
  plain: ReadonlySet<NodePath>,
): readonly PlacedField[] {
  if (page.kind === "items") return [];
  const fields: PlacedField[] = [];
  const collect = (path: NodePath): void => {
    const placed = nodes.get(path);
    if (!placed) return;
    const { node, within } = placed;
    if (node.type === "field") fields.push({ path, node, within, plain: plain.has(path) });
    else {
      for (const child of pageChildren(node)) collect(joinPath(path, child.id));
    }
  };
  page.nodes.forEach(collect);
  return fields;
}

/** The children that share their group's page: repeated groups have pages of their own. */
export function pageChildren(group: Group): readonly Node[] {
  return group.children.filter((child) => child.type === "field" || !child.repeat);
}
