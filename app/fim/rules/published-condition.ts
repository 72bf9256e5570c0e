import type { Condition } from "#app/domain/condition.ts";
import { NotUnderstood } from "./not-understood.ts";

type Value = string | number | boolean;

/**
 * A published condition tree as a condition of ours; `pathOf` finds the node of an identifier. Throws NotUnderstood for
 * anything else than the known operators.
 */
export function publishedCondition(
  tree: unknown,
  pathOf: (identifier: string) => string,
): Condition {
  if (tree === true) return { op: "always" };
  if (tree === false) return { op: "not", condition: { op: "always" } };
  const [operator, operand] = onlyEntry(tree);
  const read = (part: unknown): Condition => publishedCondition(part, pathOf);
  const all = (): Condition[] => listOf(operand).map(read);
  switch (operator) {
    case "identifier":
      // On its own an identifier says that it is true.
      return { op: "equals", field: pathOf(textOf(operand)), value: true };
    case "equal":
      return comparison(operand, pathOf);
    case "not_equal":
      return { op: "not", condition: comparison(operand, pathOf) };
    case "not":
      return { op: "not", condition: read(Array.isArray(operand) ? onlyOf(operand) : operand) };
    case "and":
    case "or":
    case "xor":
      return { op: operator, conditions: all() };
    case "is_empty":
      return {
        op: "empty",
        field: pathOf(identifierOf(Array.isArray(operand) ? onlyOf(operand) : operand)),
      };
    case "less_than": {
      const [left, right] = pairOf(operand);
      const value = valueOf(right);
      if (typeof value === "boolean") return unknown(tree);
      return { op: "less", field: pathOf(identifierOf(left)), value };
    }
    case "is_valid_date": {
      const [day, month, year, ...more] = listOf(operand).map((part) => pathOf(identifierOf(part)));
      if (day === undefined || month === undefined || year === undefined) return unknown(tree);
      return more.length > 0 ? unknown(tree) : { op: "calendarDay", day, month, year };
    }
    default:
      return unknown(tree);
  }
}

function comparison(operand: unknown, pathOf: (identifier: string) => string): Condition {
  const [left, right] = pairOf(operand);
  const [field, value] = isIdentifier(left) ? [left, right] : [right, left];
  return { op: "equals", field: pathOf(identifierOf(field)), value: valueOf(value) };
}

function unknown(tree: unknown): never {
  throw new NotUnderstood("grammar", `Unbekannte Bedingung: ${JSON.stringify(tree).slice(0, 80)}`);
}

function onlyEntry(tree: unknown): readonly [string, unknown] {
  const entries = typeof tree === "object" && tree !== null ? Object.entries(tree) : [];
  const [only] = entries as [string, unknown][];
  return only !== undefined && entries.length === 1 ? only : unknown(tree);
}

function listOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) && operand.length > 0 ? operand : unknown(operand);
}

function onlyOf(operand: readonly unknown[]): unknown {
  return operand.length === 1 ? operand[0] : unknown(operand);
}

function pairOf(operand: unknown): readonly [unknown, unknown] {
  const list = listOf(operand);
  return list.length === 2 ? [list[0], list[1]] : unknown(operand);
}

function isIdentifier(part: unknown): part is { readonly identifier: string } {
  return (
    typeof part === "object" &&
    part !== null &&
    "identifier" in part &&
    typeof part.identifier === "string"
  );
}

function identifierOf(part: unknown): string {
  return isIdentifier(part) ? part.identifier : unknown(part);
}

function textOf(part: unknown): string {
  return typeof part === "string" ? part : unknown(part);
}

function valueOf(part: unknown): Value {
  const isValue = typeof part === "string" || typeof part === "number" || typeof part === "boolean";
  return isValue ? part : unknown(part);
}
