import type { Condition } from "../../domain/condition.ts";
import { not } from "../../domain/evaluate.ts";
import { nodesByPath } from "../../domain/nodes-by-path.ts";
import type { NodePath } from "../../domain/path.ts";
import type { Field, ServiceDefinition } from "../../domain/service.ts";
import type { Text } from "../../domain/text.ts";

export const comparisons = [
  "equals",
  "differs",
  "in",
  "less",
  "atMost",
  "more",
  "atLeast",
  "filled",
  "empty",
] as const;
export type Comparison = (typeof comparisons)[number];

/** One line of a condition as somebody types it. */
export interface TypedRow {
  /** Node path. */
  readonly field: string;
  readonly comparison: string;
  readonly value: string;
}

/** What a rule can name. */
export interface RowField {
  readonly path: NodePath;
  readonly label: Text;
  /** `group`, or the kind of the field. */
  readonly kind: Field["kind"] | "group";
  /** What can be chosen. */
  readonly codes?: readonly { readonly code: string; readonly label: Text }[];
}
export type RowFields = ReadonlyMap<NodePath, RowField>;

/** Everything that a rule can look at or act upon, in the order of the schema. */
export function rowFieldsOf({ nodes, codeLists }: ServiceDefinition): RowFields {
  return new Map(
    [...nodesByPath(nodes)].flatMap(([path, node]): [NodePath, RowField][] => {
      const { label } = node;
      if (node.type === "group") return [[path, { path, label, kind: "group" }]];
      const list = "list" in node.options ? codeLists[node.options.list] : undefined;
      return [[path, { path, label, kind: node.kind, ...(list && { codes: list.options }) }]];
    }),
  );
}

export type ReadRow =
  | { readonly ok: true; readonly condition: Condition }
  | {
      readonly ok: false;
      /** The control at fault. */
      readonly part: "feld" | "vergleich" | "wert";
      readonly text: string;
      readonly detail?: string;
    };

/** One line as a condition. Yes and no, numbers and days are written as citizens do; options by code or name. */
export function readRow({ field: path, comparison, value }: TypedRow, fields: RowFields): ReadRow {
  const field = fields.get(path);
  if (!field) return { ok: false, part: "feld", text: "noField" };
  const how = comparisons.find((one) => one === comparison);
  if (!how) return { ok: false, part: "vergleich", text: "noComparison" };
  if (how === "empty") return done({ op: "empty", field: path });
  if (how === "filled") return done(not({ op: "empty", field: path }));
  if (field.kind === "group") return { ok: false, part: "vergleich", text: "groupComparison" };
  const texts = how === "in" ? value.split(";").map((one) => one.trim()) : [value.trim()];
  const read = texts.filter((text) => text !== "").map((text) => literalOf(text, field));
  if (read.length === 0) return { ok: false, part: "wert", text: "noValue" };
  const wrong = read.find((one) => "text" in one);
  if (wrong && "text" in wrong) return { ok: false, part: "wert", ...wrong };
  const values = read.flatMap((one) => ("literal" in one ? [one.literal] : []));
  const [literal] = values;
  if (how === "in") return done({ op: "in", field: path, values });
  if (literal === undefined) return { ok: false, part: "wert", text: "noValue" };
  if (how === "equals") return done({ op: "equals", field: path, value: literal });
  if (how === "differs") return done(not({ op: "equals", field: path, value: literal }));
  if (typeof literal === "boolean" || field.codes)
    return { ok: false, part: "vergleich", text: "noOrder" };
  const op = how === "less" || how === "atLeast" ? "less" : "atMost";
  const condition: Condition = { op, field: path, value: literal };
  if (how === "less" || how === "atMost") return done(condition);
  // As the translator has it: what is not answered is not more than anything.
  return done({ op: "and", conditions: [not({ op: "empty", field: path }), not(condition)] });
}

function done(condition: Condition): ReadRow {
  return { ok: true, condition };
}

type Literal =
  | { readonly literal: string | number | boolean }
  | { readonly text: string; readonly detail?: string };

const yes = new Set(["ja", "yes", "wahr", "true"]);
const no = new Set(["nein", "no", "falsch", "false"]);

function literalOf(text: string, { kind, codes }: RowField): Literal {
  if (codes) {
    const found = codes.find(
      ({ code, label }) => code === text || label.de.toLowerCase() === text.toLowerCase(),
    );
    return found ? { literal: found.code } : { text: "unknownCode", detail: text };
  }
  switch (kind) {
    case "yesNo":
    case "declaration": {
      const word = text.toLowerCase();
      if (yes.has(word)) return { literal: true };
      return no.has(word) ? { literal: false } : { text: "yesOrNo", detail: text };
    }
    case "integer":
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) ? { literal: number } : { text: "notANumber", detail: text };
    }
    case "money": {
      const euros = Number(text.replace(/\s*€$/, "").replace(",", "."));
      return Number.isFinite(euros)
        ? { literal: Math.round(euros * 100) }
        : { text: "notANumber", detail: text };
    }
    case "date":
    case "time":
    case "dateTime":
      return canonical(kind, text);
    default:
      return { literal: text };
  }
}

/** As answers are stored: `2026-03-01`. */
function canonical(kind: "date" | "time" | "dateTime", text: string): Literal {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, day = "", month = "", year = ""] = german ?? [];
  const iso = german ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
  const patterns = {
    date: /^\d{4}-\d{2}-\d{2}$/,
    time: /^\d{2}:\d{2}(:\d{2})?$/,
    dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  };
  const isDay = kind === "time" || !Number.isNaN(Date.parse(iso));
  return patterns[kind].test(iso) && isDay ? { literal: iso } : { text: "notADay", detail: text };
}

/** A condition as one line, if it is one. */
export function rowOf(condition: Condition, fields: RowFields): TypedRow | undefined {
  const written = (value: string | number | boolean): string =>
    "field" in condition ? writtenAs(value, fields.get(condition.field)) : "";
  switch (condition.op) {
    case "equals":
      return { field: condition.field, comparison: "equals", value: written(condition.value) };
    case "in":
      return {
        ...{ field: condition.field, comparison: "in" },
        value: condition.values.map(written).join("; "),
      };
    case "less":
    case "atMost":
      return { field: condition.field, comparison: condition.op, value: written(condition.value) };
    case "empty":
      return { field: condition.field, comparison: "empty", value: "" };
    case "and": {
      const [answered, bound, ...more] = condition.conditions.map((part) => rowOf(part, fields));
      const isOne = answered?.comparison === "filled" && answered.field === bound?.field;
      const isBound = bound?.comparison === "more" || bound?.comparison === "atLeast";
      return isOne && isBound && more.length === 0 ? bound : undefined;
    }
    case "not": {
      const row = rowOf(condition.condition, fields);
      const opposite = row && opposites[row.comparison];
      return row && opposite !== undefined ? { ...row, comparison: opposite } : undefined;
    }
    default:
      return undefined;
  }
}

const opposites: Readonly<Record<string, Comparison>> = {
  equals: "differs",
  less: "atLeast",
  atMost: "more",
  empty: "filled",
};

/** As `literalOf` reads it. */
function writtenAs(value: string | number | boolean, field: RowField | undefined): string {
  if (typeof value === "boolean") return value ? "ja" : "nein";
  if (typeof value === "string") return value;
  const number = field?.kind === "money" ? (value / 100).toFixed(2) : String(value);
  return number.replace(".", ",");
}
