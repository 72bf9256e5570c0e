import type { Condition } from "../../domain/condition.ts";
import { pathsOf } from "../../domain/evaluate.ts";
import { parentPath, type NodePath } from "../../domain/path.ts";
import type { Rule } from "../../domain/rule.ts";
import { Unsayable, type Way } from "./condition-schema.ts";
import { hasOwnContent, type ReceiverElement, type ReceiverShape } from "./receiver-shape.ts";
import {
  askedAtAll,
  elementAt,
  groupOfClaim,
  groupOfConsequence,
  placesOf,
  presence,
  said,
  wayWithin,
  type Places,
} from "./rule-places.ts";
import type { JsonSchema } from "./value-schema.ts";

/** Rules as schemas by the group in whose definition they stand, and those that cannot be said. */
export interface RuleSchemas {
  readonly schemas: ReadonlyMap<NodePath, readonly JsonSchema[]>;
  /** "R99000000001: reason". */
  readonly unsaid: readonly string[];
}

/** Says each rule of a service, and that what conditions and rules can take away is there otherwise. */
export function ruleSchemas(shape: ReceiverShape, state: string | undefined): RuleSchemas {
  const places = placesOf(shape, state);
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
  for (const rule of rules) say(rule.id, () => ruleSchema(rule, rules, places));
  for (const way of places.ways.values()) {
    const [element, parent] = [way.at(-1), way.at(-2)];
    if (!element) continue;
    // Conditions of nodes and pages are no rules of the source: told where they can be told.
    for (const condition of element.conditions) {
      const when: Condition = { op: "not", condition };
      say(undefined, () => consequence("forbid", element, when, parent?.path ?? "", places));
    }
    const isFilled = element.type === "field" || !element.canBeEmpty;
    if (!element.demanded || element.required || isChoice(parent) || !isFilled) continue;
    say(undefined, () => requirement(element, { op: "always" }, parent?.path ?? "", rules, places));
  }
  return { schemas, unsaid: [...unsaid] };
}

interface Said {
  readonly group: NodePath;
  readonly schema: JsonSchema;
}

function ruleSchema(rule: Rule, rules: readonly Rule[], places: Places): Said {
  const { bearer, condition } = rule;
  if (rule.effect === "valid") {
    if (pathsOf(condition).length === 0) throw new Unsayable("looks at no answer");
    const group = groupOfClaim(condition, bearer, places);
    const when = both(presence(bearer, group, places), askedAtAll(condition, group, places));
    return { group, schema: implied(when, said(condition, group, places)) };
  }
  const target = elementAt(rule.target, places);
  if (!target) throw new Unsayable(`its target ${rule.target} is no part of the data`);
  switch (rule.effect) {
    case "require":
      if (!canBeAnswered(target))
        throw new Unsayable(`${target.path} may be required and come without an answer`);
      return requirement(target, condition, bearer, rules, places);
    case "forbid":
      return consequence("forbid", target, condition, bearer, places);
    case "options":
      return consequence(rule.codes, target, condition, bearer, places);
  }
}

/** Whether requiring an element brings an answer: always, of a group at least one that is always asked. */
function canBeAnswered(element: ReceiverElement): boolean {
  if (element.type === "field") {
    const { kind } = element.node;
    return hasOwnContent(element.node) || !["hidden", "locked", "staticText"].includes(kind);
  }
  if (!element.canBeEmpty) return true;
  if (element.list || element.isChoice) return false;
  return element.children.some((child) => !child.canHide && canBeAnswered(child));
}

/** Required where the condition holds, unless the element does not apply. */
function requirement(
  target: ReceiverElement,
  condition: Condition,
  bearer: NodePath,
  rules: readonly Rule[],
  places: Places,
): Said {
  const exceptions = rules
    .filter((rule) => rule.effect === "forbid" && rule.target === target.path)
    .map((rule): Condition => ({ op: "not", condition: rule.condition }));
  const conditions = [condition, ...target.conditions, ...exceptions];
  const when: Condition = conditions.length === 1 ? condition : { op: "and", conditions };
  return consequence("require", target, when, bearer, places);
}

type Effect = "require" | "forbid" | readonly string[];

function consequence(
  effect: Effect,
  target: ReceiverElement,
  condition: Condition,
  bearer: NodePath,
  places: Places,
): Said {
  const group = groupOfConsequence(condition, parentPath(target.path), places);
  const way = wayWithin(target.path, group, places) ?? [];
  const when = both(said(condition, group, places), presence(bearer, group, places));
  const isRequired = effect === "require" && !isChoice(elementAt(group, places));
  const then = alongWay(way.slice(0, -1), isRequired, effectSchema(effect, target));
  return { group, schema: implied(when, then) };
}

/** What holds at the end of a way through groups; the groups themselves are required as long as nothing can hide them. */
function alongWay(way: Way, isRequired: boolean, end: JsonSchema): JsonSchema {
  const [first, ...rest] = way;
  if (!first) return end;
  const { key, list } = first;
  const mustBe = isRequired && !list && !first.canLapse;
  const inner = alongWay(rest, mustBe && !isChoice(first), end);
  return {
    type: "object",
    properties: { [key]: list ? { type: "array", items: inner } : inner },
    ...(mustBe && { required: [key] }),
  };
}

function isChoice(element: ReceiverElement | undefined): boolean {
  return element?.type === "group" && element.isChoice;
}

function effectSchema(effect: Effect, { key, list }: ReceiverElement): JsonSchema {
  if (effect === "require") return { type: "object", properties: { [key]: true }, required: [key] };
  if (effect === "forbid") return { type: "object", properties: { [key]: false } };
  const codes: JsonSchema = effect.length === 0 ? false : { enum: effect };
  return { type: "object", properties: { [key]: list ? { type: "array", items: codes } : codes } };
}

function both(one: JsonSchema, other: JsonSchema): JsonSchema {
  if (one === true || other === false) return other;
  return other === true || one === false ? one : { allOf: [one, other] };
}

function implied(when: JsonSchema, then: JsonSchema): JsonSchema {
  if (when === false || then === true) return true;
  return when === true ? then : { if: when, then };
}
