import type { Expression } from "./expression.ts";
import type { Value } from "./fields/kinds.ts";

/** Where a source finds the number of items of a group. */
export function countPath(group: string): string {
  return `${group}#count`;
}

/** The same expression with every path replaced. */
export function mapOperands(expression: Expression, map: (path: string) => string): Expression {
  switch (expression.op) {
    case "sum":
      return { op: "sum", fields: expression.fields.map(map) };
    case "difference":
      return { op: "difference", from: map(expression.from), minus: map(expression.minus) };
    case "count":
      return { op: "count", group: map(expression.group) };
    case "age":
      return {
        op: "age",
        born: map(expression.born),
        ...(expression.on !== undefined && { on: map(expression.on) }),
      };
    case "days":
      return {
        op: "days",
        from: map(expression.from),
        ...(expression.to !== undefined && { to: map(expression.to) }),
      };
  }
}

/** All paths at which an expression looks; of a group where its items are counted. */
export function operandsOf(expression: Expression): readonly string[] {
  switch (expression.op) {
    case "sum":
      return expression.fields;
    case "difference":
      return [expression.from, expression.minus];
    case "count":
      return [countPath(expression.group)];
    case "age":
      return [expression.born, ...(expression.on === undefined ? [] : [expression.on])];
    case "days":
      return [expression.from, ...(expression.to === undefined ? [] : [expression.to])];
  }
}

/** The value of an expression; undefined while an answer is missing. `lookup` knows only answers that count. */
export function calculate(
  expression: Expression,
  lookup: (path: string) => Value | undefined,
  today: string | undefined,
): number | undefined {
  const day = (path: string | undefined) => (path === undefined ? today : dateOf(lookup(path)));
  switch (expression.op) {
    case "sum": {
      const numbers = expression.fields.flatMap((path) => numbersIn(lookup(path)));
      return numbers.length === 0 ? undefined : exact(numbers.reduce((sum, one) => sum + one, 0));
    }
    case "difference": {
      const [from] = numbersIn(lookup(expression.from));
      const [minus] = numbersIn(lookup(expression.minus));
      return from === undefined || minus === undefined ? undefined : exact(from - minus);
    }
    case "count":
      return numbersIn(lookup(countPath(expression.group)))[0];
    case "age":
      return yearsBetween(dateOf(lookup(expression.born)), day(expression.on));
    case "days":
      return daysBetween(dateOf(lookup(expression.from)), day(expression.to));
  }
}

function numbersIn(value: Value | undefined): readonly number[] {
  return [value].flat().filter((one) => typeof one === "number");
}

/** Without the traces of binary fractions: 0.1 + 0.2 is 0.3. */
function exact(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toFixed(10));
}

function dateOf(value: Value | undefined): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

/** Who was born on 29 February is a year older on 1 March of other years. */
function yearsBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined || to < from) return undefined;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

function daysBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
