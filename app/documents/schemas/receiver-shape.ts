import type { Condition } from "../../domain/condition.ts";
import { joinPath, type NodePath } from "../../domain/path.ts";
import type { Rule } from "../../domain/rule.ts";
import type { Field, Group, Node, ServiceDefinition } from "../../domain/service.ts";
import { fimKey, type KeyStyle } from "./fim-key.ts";

interface ElementBase {
  readonly path: NodePath;
  /** Member of the JSON object; unique among its siblings. */
  readonly key: string;
  /** Whether every correct application has it (where its parent is there). */
  readonly required: boolean;
  /** Whether FIM demands it as long as no condition and no rule says that it does not apply. */
  readonly demanded: boolean;
  /** What must hold for it to apply: its own condition and those of the pages that name it. */
  readonly conditions: readonly Condition[];
  /** Whether a condition or a rule can take it away. */
  readonly canLapse: boolean;
  /** Whether they, or a question of ours, can keep it from being asked. */
  readonly canHide: boolean;
  /** A list, bounded where it is there at all; `max: null` is unbounded. */
  readonly list: { readonly min: number; readonly max: number | null } | undefined;
}
export interface FieldElement extends ElementBase {
  readonly type: "field";
  readonly node: Field;
}
export interface GroupElement extends ElementBase {
  readonly type: "group";
  readonly node: Group;
  readonly children: readonly ReceiverElement[];
  /** Exactly one of the children is there. */
  readonly isChoice: boolean;
  /** Whether a correct application may leave everything in it open. */
  readonly canBeEmpty: boolean;
}
/** A node as its receiver sees it: without what only steers the form, and as often as FIM says. */
export type ReceiverElement = FieldElement | GroupElement;

/** A service as its receiver sees it. */
export interface ReceiverShape {
  readonly service: ServiceDefinition;
  readonly keys: KeyStyle;
  readonly key: string;
  readonly children: readonly ReceiverElement[];
}

/**
 * What a receiver may expect of every correct application. `required` follows the multiplicity of FIM where the form
 * guarantees an answer; what a condition or a rule can take away, and what nobody fills in, is never required.
 */
export function receiverShape(service: ServiceDefinition, keys: KeyStyle): ReceiverShape {
  const context = { keys, pages: pageConditions(service), forbidden: forbiddenPaths(service) };
  const children = elementsOf(service.nodes, "", { ...context, isAbsentIfEmpty: false }, false);
  return { service, keys, key: fimKey(service, keys), children };
}

interface Context {
  readonly keys: KeyStyle;
  /** Conditions of pages by the nodes that they name. */
  readonly pages: ReadonlyMap<NodePath, readonly Condition[]>;
  readonly forbidden: ReadonlySet<NodePath>;
  /** Whether the group around is there only if something in it is answered. */
  readonly isAbsentIfEmpty: boolean;
}

function pageConditions({ pages }: ServiceDefinition): Map<NodePath, readonly Condition[]> {
  const found = new Map<NodePath, readonly Condition[]>();
  for (const page of pages) {
    if (!page.when || page.kind === "items") continue;
    for (const path of page.nodes) found.set(path, [...(found.get(path) ?? []), page.when]);
  }
  return found;
}

function forbiddenPaths({ rules }: ServiceDefinition): Set<NodePath> {
  return new Set(
    rules
      .filter((rule): rule is Extract<Rule, { effect: "forbid" }> => rule.effect === "forbid")
      .map(({ target }) => target),
  );
}

function elementsOf(
  nodes: readonly Node[],
  parent: NodePath,
  context: Context,
  inChoice: boolean,
): ReceiverElement[] {
  const taken = new Set<string>();
  const data = nodes.filter(isData);
  return data.map((node) => {
    const path = joinPath(parent, node.id);
    const key = freeKey(fimKey(node, context.keys), taken);
    const conditions = [
      ...conditionsOf(node).filter(
        (condition) => !isOurs(condition, node, parent, { nodes, inChoice }),
      ),
      ...(context.pages.get(path) ?? []),
    ];
    const isSole = context.isAbsentIfEmpty && data.length === 1;
    const canLapse = conditions.length > 0 || context.forbidden.has(path);
    const canHide = canLapse || node.when !== undefined;
    const place = { path, key, conditions, canLapse, canHide };
    return node.type === "group"
      ? groupElement(node, place, { ...context, isAbsentIfEmpty: isSole })
      : fieldElement(node, place, isSole);
  });
}

type Place = Pick<ElementBase, "path" | "key" | "conditions" | "canLapse" | "canHide">;

function fieldElement(node: Field, place: Place, isSole: boolean): FieldElement {
  const { fim, repeat } = node;
  // Whoever answers anything in a group with one question has answered that one.
  const isAnswered = node.required || hasOwnContent(node) || isSole;
  const min = Math.min(fim?.min ?? Infinity, repeat?.min ?? 1);
  const demanded = isAnswered && (fim?.min ?? (node.required ? 1 : 0)) > 0;
  const isList = repeat !== undefined || node.kind === "multipleChoice" || isManifold(node);
  const max = fim?.max === undefined || fim.max === 1 ? (repeat?.max ?? null) : fim.max;
  return {
    type: "field",
    node,
    ...place,
    demanded,
    required: demanded && !place.canLapse,
    list: isList ? { min, max } : undefined,
  };
}

function groupElement(node: Group, place: Place, context: Context): GroupElement {
  const { fim, repeat } = node;
  const isChoice = fim?.choice === true;
  const isAbsentIfEmpty = context.isAbsentIfEmpty || fim?.min === 0 || place.canLapse;
  const children = elementsOf(node.children, place.path, { ...context, isAbsentIfEmpty }, isChoice);
  const mayStayOpen = (child: ReceiverElement): boolean =>
    child.canLapse ||
    (child.type === "group"
      ? child.canBeEmpty
      : !child.node.required && !hasOwnContent(child.node));
  // A child of a choice group, though chosen, may come without any answer.
  const canBeEmpty = isChoice
    ? children.length === 0 ||
      children.some(mayStayOpen) ||
      context.forbidden.has(joinPath(place.path, "auswahl"))
    : children.every((child) => !child.required || (child.type === "group" && child.canBeEmpty));
  // Without word from FIM a group is there where it has an answer.
  const min = fim?.min ?? (repeat ? repeat.min : canBeEmpty ? 0 : 1);
  const max = fim?.max === undefined ? (repeat ? repeat.max : 1) : fim.max;
  return {
    type: "group",
    node,
    ...place,
    children,
    isChoice,
    canBeEmpty,
    demanded: min > 0,
    required: min > 0 && !place.canLapse,
    list: repeat || max !== 1 ? { min: Math.min(min, repeat?.min ?? 1), max } : undefined,
  };
}

/** Labels and questions of our own are no data; a static object (`obj`) is, though nobody can fill it in. */
function isData({ data, fim }: Node): boolean {
  return data || fim?.type === "obj";
}

function isManifold({ fim }: Field): boolean {
  return fim?.max !== undefined && fim.max !== 1;
}

export function hasOwnContent(node: Field): boolean {
  return (node.kind === "hidden" || node.kind === "locked") && node.options.content !== undefined;
}

function conditionsOf({ when }: Node): readonly Condition[] {
  if (!when) return [];
  return when.op === "and" ? when.conditions : [when];
}

/**
 * A condition that the import gives: of each child of a choice group that it was chosen, of an optional group that it is
 * there. The structure of FIM says the same.
 */
function isOurs(
  condition: Condition,
  { id, type, fim }: Node,
  parent: NodePath,
  beside: { readonly nodes: readonly Node[]; readonly inChoice: boolean },
): boolean {
  if (condition.op !== "equals") return false;
  const question = beside.nodes.find((node) => joinPath(parent, node.id) === condition.field);
  if (question?.type !== "field" || question.data) return false;
  return beside.inChoice
    ? question.id === "auswahl" && condition.value === id
    : type === "group" && fim?.min === 0 && question.kind === "yesNo" && condition.value === true;
}

/** Nothing keeps a schema from naming one element twice in a group. */
function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}-${String(number)}`;
  taken.add(key);
  return key;
}
