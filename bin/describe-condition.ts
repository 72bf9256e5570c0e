import type { Condition } from "#app/domain/condition.ts";

/** A condition on one line, for people at the command line. `name` tells how a node is called. */
export function describeCondition(condition: Condition, name: (path: string) => string): string {
  switch (condition.op) {
    case "always":
      return "always";
    case "equals":
      return `${name(condition.field)} = ${literal(condition.value)}`;
    case "in":
      return `${name(condition.field)} is one of ${listed(condition.values)}`;
    case "less":
      return `${name(condition.field)} < ${literal(condition.value)}`;
    case "atMost":
      return `${name(condition.field)} ≤ ${literal(condition.value)}`;
    case "empty":
      return `${name(condition.field)} is empty`;
    case "calendarDay":
      return `${[condition.day, condition.month, condition.year].map(name).join(", ")} are a day of the calendar`;
    case "state":
      return `the authority lies in ${listed(condition.states)}`;
    case "not":
      return `not (${describeCondition(condition.condition, name)})`;
    case "and":
    case "or":
    case "xor":
      return condition.conditions.map((part) => grouped(part, name)).join(` ${condition.op} `);
  }
}

function grouped(condition: Condition, name: (path: string) => string): string {
  const text = describeCondition(condition, name);
  return "conditions" in condition && condition.conditions.length > 1 ? `(${text})` : text;
}

const mostListed = 5;

function listed(values: readonly (string | number | boolean)[]): string {
  const shown = values.slice(0, mostListed).map(literal).join(", ");
  const more = values.length - mostListed;
  return more > 0 ? `${shown} … (${String(more)} more)` : shown;
}

function literal(value: string | number | boolean): string {
  if (typeof value === "string") return `"${value}"`;
  return typeof value === "number" ? String(value) : value ? "yes" : "no";
}
