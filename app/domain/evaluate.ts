import type { Condition } from "./condition.ts";
import type { Value } from "./fields/kinds.ts";
import type { InstancePath } from "./path.ts";

/** Finds the value that counts at a path; undefined where nothing was answered or the field is hidden. */
export type Lookup = (path: InstancePath) => Value | undefined;

/** Where the lookup finds the two digits of the Land of the responsible authority. */
export const statePath = "@state";

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
    case "calendarDay":
      return isCalendarDay(lookup(condition.day), lookup(condition.month), lookup(condition.year));
    case "state": {
      const state = lookup(statePath);
      return typeof state === "string" && condition.states.includes(state);
    }
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
    case "state":
      return condition;
    case "calendarDay":
      return {
        op: "calendarDay",
        day: map(condition.day),
        month: map(condition.month),
        year: map(condition.year),
      };
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
    case "state":
      return [];
    case "calendarDay":
      return [condition.day, condition.month, condition.year];
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

/** Joins conditions of which one must hold; undefined where there are none. */
export function anyOf(conditions: readonly Condition[]): Condition | undefined {
  return conditions.length < 2 ? conditions[0] : { op: "or", conditions };
}

/** The opposite. */
export function not(condition: Condition): Condition {
  return { op: "not", condition };
}

/** Whether a condition asks for the Land of the authority. */
export function asksState(condition: Condition): boolean {
  switch (condition.op) {
    case "state":
      return true;
    case "not":
      return asksState(condition.condition);
    case "and":
    case "or":
    case "xor":
      return condition.conditions.some(asksState);
    default:
      return false;
  }
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Several values: it is enough that one of them equals. */
function has(value: Value | undefined, wanted: string | number | boolean): boolean {
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
}

/** Parts may be numbers, or codes of lists; parts that are no number are no day. */
function isCalendarDay(...parts: readonly (Value | undefined)[]): boolean {
  if (parts.some(isEmpty)) return true;
  const [day = Number.NaN, month = Number.NaN, year = Number.NaN] = parts.map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
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
