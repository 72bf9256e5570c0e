import type { Condition } from "../../domain/condition.ts";
import type { NodePath } from "../../domain/path.ts";
import { jsonValue } from "./json-value.ts";
import type { FieldElement, ReceiverElement } from "./receiver-shape.ts";
import type { JsonSchema } from "./value-schema.ts";

/** The way from a group down to an element in it, that element last. */
export type Way = readonly ReceiverElement[];

/** What a condition may look at, seen from the group whose schema is written. */
export interface ConditionScope {
  /** Undefined where the path does not lie below the group, or lies behind a list. */
  readonly wayTo: (path: NodePath) => Way | undefined;
  /** Two digits of the Land of the receiver; undefined where the schema is for all of them. */
  readonly state: string | undefined;
}

/** A condition cannot be said in JSON Schema; the reason is for people. */
export class Unsayable extends Error {
  override readonly name = "Unsayable";
}

/**
 * A condition as a schema that an object satisfies exactly where the condition holds for its answers, as
 * `evaluateCondition` decides it. Throws `Unsayable`.
 */
export function conditionSchema(condition: Condition, scope: ConditionScope): JsonSchema {
  switch (condition.op) {
    case "always":
      return true;
    case "equals":
      return fieldSchema(condition.field, scope, (field) => equalsAny(field, [condition.value]));
    case "in":
      return fieldSchema(condition.field, scope, (field) => equalsAny(field, condition.values));
    case "less":
    case "atMost":
      return fieldSchema(condition.field, scope, (field) =>
        comparison(field, condition.value, condition.op === "atMost"),
      );
    case "empty":
      return emptySchema(wayTo(condition.field, scope));
    case "calendarDay":
      return calendarDay(condition, scope);
    case "state":
      if (scope.state === undefined) throw new Unsayable("depends on the Land");
      return condition.states.includes(scope.state);
    case "not":
      return negated(conditionSchema(condition.condition, scope));
    case "and":
      return combined("allOf", condition.conditions, scope);
    case "or":
      return combined("anyOf", condition.conditions, scope);
    case "xor":
      return combined("oneOf", condition.conditions, scope);
  }
}

export function negated(schema: JsonSchema): JsonSchema {
  return typeof schema === "boolean" ? !schema : { not: schema };
}

function combined(
  keyword: "allOf" | "anyOf" | "oneOf",
  conditions: readonly Condition[],
  scope: ConditionScope,
): JsonSchema {
  return { [keyword]: conditions.map((condition) => conditionSchema(condition, scope)) };
}

function wayTo(path: NodePath, { wayTo: find }: ConditionScope): Way {
  const way = find(path);
  if (!way) throw new Unsayable(`looks at ${path}, which the data do not have at one place`);
  return way;
}

/** An object in which the element at the end of the way is there and satisfies a schema. */
export function presentWith(way: Way, schema: JsonSchema): JsonSchema {
  if (schema === false) return false;
  return way.reduceRight<JsonSchema>(
    (inner, { key }) => ({ type: "object", properties: { [key]: inner }, required: [key] }),
    schema,
  );
}

function fieldSchema(
  path: NodePath,
  scope: ConditionScope,
  schemaOf: (field: FieldElement) => JsonSchema,
): JsonSchema {
  const way = wayTo(path, scope);
  const last = way.at(-1);
  return last?.type === "field" ? presentWith(way, schemaOf(last)) : false;
}

type Literal = string | number | boolean;

/** Of several values it is enough that one of them equals. */
function equalsAny(field: FieldElement, values: readonly Literal[]): JsonSchema {
  const { node, list } = field;
  const own = contentOf(field);
  if (own !== undefined) return values.includes(own);
  const alternatives = values.flatMap((value) => equalTo(field, value));
  if (alternatives.length === 0) return false;
  const schema = alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives };
  if (schema === undefined || !list) return schema ?? false;
  return node.kind === "file" ? false : { type: "array", contains: schema };
}

/** None where the field can never have the value. */
function equalTo({ node }: FieldElement, value: Literal): JsonSchema[] {
  switch (node.kind) {
    case "number":
    case "integer":
    case "money":
      return typeof value === "number" ? [{ const: jsonValue(node, value, "") }] : [];
    case "yesNo":
    case "declaration":
      return typeof value === "boolean" ? [{ const: value }] : [];
    case "time":
    case "dateTime":
      return typeof value === "string"
        ? [{ type: "string", pattern: `^${escaped(value)}:00[+-]` }]
        : [];
    case "address":
    case "personName":
    case "file":
    case "staticText":
      return [];
    default:
      return typeof value === "string" ? [{ const: value }] : [];
  }
}

/** Numbers compare as numbers, dates and times as text; different types, lists and composites never hold. */
function comparison(field: FieldElement, bound: string | number, orEqual: boolean): JsonSchema {
  const { node, list } = field;
  if (list) return false;
  if (contentOf(field) !== undefined) throw new Unsayable("compares a technical value");
  switch (node.kind) {
    case "number":
    case "integer":
    case "money": {
      if (typeof bound !== "number") return false;
      const value = jsonValue(node, bound, "");
      return { type: "number", [orEqual ? "maximum" : "exclusiveMaximum"]: value };
    }
    case "date":
    case "partialDate":
    case "time":
    case "dateTime":
      if (typeof bound !== "string") return false;
      return before(bound, orEqual, node.kind);
    case "yesNo":
    case "declaration":
    case "address":
    case "personName":
    case "file":
    case "staticText":
      return false;
    default:
      if (typeof bound !== "string") return false;
      throw new Unsayable("compares texts by their letters");
  }
}

/** ISO dates and times before a bound, as a pattern: equal up to a digit that is smaller. */
function before(
  bound: string,
  orEqual: boolean,
  kind: "date" | "partialDate" | "time" | "dateTime",
) {
  if (!/^[\d:T-]+$/.test(bound)) throw new Unsayable(`compares with "${bound}"`);
  // Times have seconds and an offset behind what the form knows.
  const end = kind === "time" || kind === "dateTime" ? ":00[+-]" : "$";
  const smaller = [...bound].flatMap((character, at) => {
    const start = escaped(bound.slice(0, at));
    // What is shorter comes first.
    const shorter = at === 0 ? [] : [`${start}${end}`];
    return /[1-9]/.test(character)
      ? [...shorter, `${start}[0-${String(Number(character) - 1)}]`]
      : shorter;
  });
  const all = orEqual ? [...smaller, `${escaped(bound)}${end}`] : smaller;
  return all.length === 0 ? false : { type: "string", pattern: `^(?:${all.join("|")})` };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Nothing at the end of the way is answered. */
export function emptySchema(way: Way): JsonSchema {
  const [first, ...rest] = way;
  if (!first) return false;
  return {
    type: "object",
    properties: { [first.key]: rest.length === 0 ? nothingIn(first) : emptySchema(rest) },
  };
}

/** An element without any answer: absent, or a group that stands empty. */
function nothingIn(element: ReceiverElement): JsonSchema {
  if (element.type === "field" || !element.canBeEmpty) return false;
  const empty = {
    type: "object",
    properties: Object.fromEntries(element.children.map((child) => [child.key, nothingIn(child)])),
  };
  return element.list ? { type: "array", items: empty } : empty;
}

/** Day, month and year are a day of the calendar, or one of them is not answered. */
function calendarDay(
  { day, month, year }: Extract<Condition, { op: "calendarDay" }>,
  scope: ConditionScope,
): JsonSchema {
  const is = (path: NodePath, schema: JsonSchema): JsonSchema =>
    fieldSchema(path, scope, ({ node, list }) => {
      if (node.kind !== "integer" || list)
        throw new Unsayable("has a day whose parts are no numbers");
      return schema;
    });
  const isLeap = { multipleOf: 4, anyOf: [{ not: { multipleOf: 100 } }, { multipleOf: 400 }] };
  const integer = (schema: object): JsonSchema => ({ type: "integer", ...schema });
  const parts = [day, month, year].map((path) => is(path, true));
  const wrong = [
    is(day, { not: integer({ minimum: 1, maximum: 31 }) }),
    is(month, { not: integer({ minimum: 1, maximum: 12 }) }),
    { allOf: [is(day, integer({ minimum: 31 })), is(month, { enum: [4, 6, 9, 11] })] },
    { allOf: [is(day, integer({ minimum: 30 })), is(month, { const: 2 })] },
    {
      allOf: [
        is(day, integer({ minimum: 29 })),
        is(month, { const: 2 }),
        is(year, { not: integer(isLeap) }),
      ],
    },
  ];
  return negated({ allOf: [...parts, { anyOf: wrong }] });
}

function contentOf({ node }: FieldElement): Literal | undefined {
  return (node.kind === "hidden" || node.kind === "locked") && node.options.content !== undefined
    ? node.options.content
    : undefined;
}
