import type { Condition } from "./condition.ts";
import type { Value } from "./fields/kinds.ts";
import type { InstancePath } from "./path.ts";

/** Finds the value that counts at a path; undefined where nothing was answered or the field is hidden. */
export type Lookup = (path: InstancePath) => Value | undefined;

/** Decides a condition. Paths in it must already be what `lookup` understands (instance paths). */
export function evaluateCondition(condition: Condition, lookup: Lookup): boolean {
  switch (condition.op) {
    case "always":
      return true;
    case "equals":
      return has(lookup(condition.field), condition.value);
    case "in": {
      const value = lookup(condition.field);
      return condition.values.some((candidate) => has(value, candidate));
    }
    case "less":
      return compare(lookup(condition.field), condition.value, (order) => order < 0);
    case "atMost":
      return compare(lookup(condition.field), condition.value, (order) => order <= 0);
    case "empty":
      return isEmpty(lookup(condition.field));
    case "not":
      return !evaluateCondition(condition.condition, lookup);
    case "and":
      return condition.conditions.every((part) => evaluateCondition(part, lookup));
    case "or":
      return condition.conditions.some((part) => evaluateCondition(part, lookup));
    case "xor":
      return condition.conditions.filter((part) => evaluateCondition(part, lookup)).length === 1;
  }
}

/** The same condition with every path replaced. */
export function mapPaths(condition: Condition, map: (path: string) => string): Condition {
  switch (condition.op) {
    case "always":
      return condition;
    case "not":
      return { op: "not", condition: mapPaths(condition.condition, map) };
    case "and":
    case "or":
    case "xor":
      return { op: condition.op, conditions: condition.conditions.map((c) => mapPaths(c, map)) };
    default:
      return { ...condition, field: map(condition.field) };
  }
}

/** All paths that a condition looks at. */
export function pathsOf(condition: Condition): readonly string[] {
  switch (condition.op) {
    case "always":
      return [];
    case "not":
      return pathsOf(condition.condition);
    case "and":
    case "or":
    case "xor":
      return condition.conditions.flatMap(pathsOf);
    default:
      return [condition.field];
  }
}

/** Joins conditions that must all hold; undefined where there are none. */
export function allOf(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length < 2 ? present[0] : { op: "and", conditions: present };
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Several values: it is enough that one of them equals. */
function has(value: Value | undefined, wanted: string | number | boolean): boolean {
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
}

/** ISO dates and times compare as text, numbers as numbers; different types never hold. */
function compare(
  value: Value | undefined,
  bound: string | number,
  holds: (order: number) => boolean,
): boolean {
  if (typeof value === "number" && typeof bound === "number") return holds(value - bound);
  if (typeof value === "string" && typeof bound === "string" && value !== "") {
    return holds(value < bound ? -1 : value > bound ? 1 : 0);
  }
  return false;
}
