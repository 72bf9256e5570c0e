import type { Condition } from "../../domain/condition.ts";
import { pathsOf } from "../../domain/evaluate.ts";
import { parentPath, type NodePath } from "../../domain/path.ts";
import type { Rule } from "../../domain/rule.ts";
import { conditionSchema, presentWith, Unsayable, type Way } from "./condition-schema.ts";
import { hasOwnContent, type ReceiverElement, type ReceiverShape } from "./receiver-shape.ts";
import type { JsonSchema } from "./value-schema.ts";

/** Rules as schemas by the group in whose definition they stand, and those that cannot be said. */
export interface RuleSchemas {
  readonly schemas: ReadonlyMap<NodePath, readonly JsonSchema[]>;
  /** "R99000000001: reason". */
  readonly unsaid: readonly string[];
}

export function ruleSchemas(shape: ReceiverShape, state: string | undefined): RuleSchemas {
  const index = indexOf(shape);
  const schemas = new Map<NodePath, JsonSchema[]>();
  const unsaid = new Set<string>();
  const say = (id: string | undefined, write: () => Said): void => {
    try {
      const { group, schema } = write();
      if (schema !== true) schemas.set(group, [...(schemas.get(group) ?? []), schema]);
    } catch (error) {
      if (!(error instanceof Unsayable)) throw error;
      if (id !== undefined) unsaid.add(`${id}: ${error.message}`);
    }
  };
  const { rules } = shape.service;
  for (const rule of rules) say(rule.id, () => ruleSchema(rule, rules, index, state));
  for (const element of index.elements.values()) {
    // What is ours to ask (conditions of nodes and pages) is no rule: told where it can be told.
    for (const condition of element.conditions) {
      const when: Condition = { op: "not", condition };
      say(undefined, () => consequence("forbid", element, when, element.path, index, state));
    }
    const parent = index.elements.get(parentPath(element.path));
    const isOneOfMany = parent?.type === "group" && parent.isChoice;
    if (element.demanded && !element.required && !isOneOfMany) {
      say(undefined, () =>
        requirement(element, { op: "always" }, parentPath(element.path), rules, index, state),
      );
    }
  }
  return { schemas, unsaid: [...unsaid] };
}

interface Said {
  readonly group: NodePath;
  readonly schema: JsonSchema;
}

interface Index {
  readonly elements: ReadonlyMap<NodePath, ReceiverElement>;
  readonly ways: ReadonlyMap<NodePath, Way>;
}

function indexOf(shape: ReceiverShape): Index {
  const elements = new Map<NodePath, ReceiverElement>();
  const ways = new Map<NodePath, Way>();
  const visit = (children: readonly ReceiverElement[], above: Way): void => {
    for (const child of children) {
      const way = [...above, child];
      elements.set(child.path, child);
      ways.set(child.path, way);
      if (child.type === "group") visit(child.children, way);
    }
  };
  visit(shape.children, []);
  return { elements, ways };
}

function ruleSchema(
  rule: Rule,
  rules: readonly Rule[],
  index: Index,
  state: string | undefined,
): Said {
  if (rule.effect === "valid") {
    // What lies deeper may be absent, and then the condition has to hold nevertheless.
    const group = groupOf(rule.condition, rule.bearer, index, groupAround(rule.bearer, index));
    const holds = said(rule.condition, group, index, state);
    return { group, schema: implied(presence(rule.bearer, group, index), holds) };
  }
  const target = index.elements.get(rule.target);
  if (!target) throw new Unsayable(`its target ${rule.target} is no part of the data`);
  switch (rule.effect) {
    case "require":
      return requirement(target, rule.condition, rule.bearer, rules, index, state);
    case "forbid":
      return consequence("forbid", target, rule.condition, rule.bearer, index, state);
    case "options":
      return consequence(rule.codes, target, rule.condition, rule.bearer, index, state);
  }
}

/** Required where the condition holds, unless the element does not apply. */
function requirement(
  target: ReceiverElement,
  condition: Condition,
  bearer: NodePath,
  rules: readonly Rule[],
  index: Index,
  state: string | undefined,
): Said {
  const isAnswered =
    target.type === "group"
      ? !target.canBeEmpty
      : !isTechnical(target) || hasOwnContent(target.node);
  if (!isAnswered) throw new Unsayable(`nothing in ${target.path} need be answered`);
  const exceptions = rules
    .filter((rule) => rule.effect === "forbid" && rule.target === target.path)
    .map((rule): Condition => ({ op: "not", condition: rule.condition }));
  const all = [condition, ...target.conditions, ...exceptions];
  const [only = condition] = all;
  const when: Condition = all.length === 1 ? only : { op: "and", conditions: all };
  return consequence("require", target, when, bearer, index, state);
}

function isTechnical(element: ReceiverElement): boolean {
  const { node } = element;
  return (
    node.type === "field" &&
    (node.kind === "hidden" || node.kind === "locked" || node.kind === "staticText")
  );
}

type Effect = "require" | "forbid" | readonly string[];

function consequence(
  effect: Effect,
  target: ReceiverElement,
  condition: Condition,
  bearer: NodePath,
  index: Index,
  state: string | undefined,
): Said {
  const around = parentPath(target.path);
  const group = groupOf(condition, bearer, index, around);
  const way = wayWithin(target.path, group, index) ?? [];
  const when = said(condition, group, index, state);
  const then = way.slice(0, -1).reduceRight<JsonSchema>(
    (inner, { key, list }) => ({
      type: "object",
      properties: { [key]: list ? { type: "array", items: inner } : inner },
    }),
    effectSchema(effect, target),
  );
  return { group, schema: implied(both(when, presence(bearer, group, index)), then) };
}

function effectSchema(effect: Effect, { key, list }: ReceiverElement): JsonSchema {
  if (effect === "require") return { type: "object", properties: { [key]: true }, required: [key] };
  if (effect === "forbid") return { type: "object", properties: { [key]: false } };
  const codes: JsonSchema = effect.length === 0 ? false : { enum: effect };
  return { type: "object", properties: { [key]: list ? { type: "array", items: codes } : codes } };
}

/**
 * The group in whose definition a rule stands: the innermost one around all that it looks at. Of a repeated group a rule
 * sees only the item that bears it. `inner`: a group that must lie in it, and that may lie in that item.
 */
function groupOf(condition: Condition, bearer: NodePath, index: Index, inner: NodePath): NodePath {
  // A repeated group as a whole is no look into its items.
  const groups = [inner, ...pathsOf(condition).map(parentPath)];
  const scope = new Set(listsAround(bearer, index));
  for (const list of groups.flatMap((path) => listsAround(path, index))) {
    if (!scope.has(list)) throw new Unsayable(`looks into the items of ${list} from outside`);
  }
  return groups.reduce(commonPath);
}

/** The path itself if it is one of a group. */
function groupAround(path: NodePath, { elements }: Index): NodePath {
  return elements.get(path)?.type === "field" ? parentPath(path) : path;
}

/** Repeated groups around a path, itself among them. */
function listsAround(path: NodePath, { ways }: Index): NodePath[] {
  return (ways.get(path) ?? [])
    .filter((element) => element.type === "group" && element.list)
    .map((element) => element.path);
}

function commonPath(one: NodePath, other: NodePath): NodePath {
  const parts = one === "" ? [] : one.split("/");
  const others = other.split("/");
  const length = parts.findIndex((part, at) => part !== others[at]);
  return (length === -1 ? parts : parts.slice(0, length)).join("/");
}

/** The way from a group down to an element. */
function wayWithin(path: NodePath, group: NodePath, { ways }: Index): Way | undefined {
  const way = ways.get(path);
  if (!way || (group !== "" && !path.startsWith(`${group}/`))) return undefined;
  return way.slice(group === "" ? 0 : group.split("/").length);
}

function said(
  condition: Condition,
  group: NodePath,
  index: Index,
  state: string | undefined,
): JsonSchema {
  const wayTo = (path: NodePath): Way | undefined => {
    const way = wayWithin(path, group, index);
    return way?.slice(0, -1).some(({ list }) => list) ? undefined : way;
  };
  return conditionSchema(condition, { wayTo, state });
}

/** A rule acts only where its bearer is there. */
function presence(bearer: NodePath, group: NodePath, index: Index): JsonSchema {
  const way = wayWithin(bearer, group, index);
  return way === undefined || way.some(({ list }) => list) ? true : presentWith(way, true);
}

function both(one: JsonSchema, other: JsonSchema): JsonSchema {
  if (one === true || other === false) return other;
  return other === true || one === false ? one : { allOf: [one, other] };
}

function implied(when: JsonSchema, then: JsonSchema): JsonSchema {
  if (when === false || then === true) return true;
  return when === true ? then : { if: when, then };
}
