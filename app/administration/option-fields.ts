import * as z from "zod";

/** One option of an adapter as a form asks for it. */
export interface OptionField {
  /** Of nested options with dots: `token.url`. */
  readonly name: string;
  readonly kind: "text" | "secret" | "long" | "number" | "flag" | "choice" | "choices" | "lines";
  readonly required: boolean;
  /** Of `choice` and `choices`. */
  readonly choices: readonly string[];
  /** As a form shows it; of a secret nothing. */
  readonly value: readonly string[];
  /** A secret that is stored already: left empty it stays. */
  readonly stored: boolean;
}

/** As much of JSON Schema as `z.toJSONSchema` makes of the options of adapters. */
export interface OptionSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: OptionSchema;
  readonly anyOf?: readonly OptionSchema[];
  readonly default?: unknown;
  readonly maxLength?: number;
}

type Values = Readonly<Record<string, unknown>>;

/** Longer texts, e.g. certificates, get more room. */
const longFrom = 500;

/** The fields of a form for options by their schema, as they stand. */
export function fieldsFor(
  schema: z.ZodType,
  secrets: readonly string[],
  values: Values,
): readonly OptionField[] {
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as OptionSchema;
  const stored = secrets.filter((name) => values[name] !== undefined);
  return optionFields(shape, secrets, values, stored);
}

/** The fields of a form for options of that shape. `stored`: names of secrets that there are. */
export function optionFields(
  schema: OptionSchema,
  secrets: readonly string[],
  values: Values,
  stored: readonly string[] = [],
  above = "",
): readonly OptionField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([own, given]): OptionField[] => {
    const name = above + own;
    const option = plain(given);
    const required = schema.required?.includes(own) === true && given.default === undefined;
    const value = values[own] ?? given.default;
    const isSecret = secrets.includes(name) || secrets.includes(own);
    if (option.type === "object" && option.properties) {
      const inner = (value ?? {}) as Values;
      return [...optionFields(option, secrets, inner, stored, `${name}.`)];
    }
    return [
      {
        name,
        kind: isSecret ? "secret" : kindOf(option),
        required,
        choices: [...(option.enum ?? option.items?.enum ?? [])].map(String),
        value: isSecret ? [] : shown(value),
        stored: isSecret && stored.includes(name),
      },
    ];
  });
}

/** What may be left out or be one of several texts is asked like the first of them. */
function plain(option: OptionSchema): OptionSchema {
  if (!option.anyOf) return option;
  const constants = option.anyOf.flatMap((one) => (one.const === undefined ? [] : [one.const]));
  if (constants.length === option.anyOf.length) return { type: "string", enum: constants };
  return option.anyOf.find(({ type }) => type !== "null") ?? option;
}

function kindOf(option: OptionSchema): OptionField["kind"] {
  if (option.enum) return "choice";
  switch (option.type) {
    case "boolean":
      return "flag";
    case "number":
    case "integer":
      return "number";
    case "array":
      return plain(option.items ?? {}).enum ? "choices" : "lines";
    default:
      return (option.maxLength ?? 0) >= longFrom ? "long" : "text";
  }
}

function shown(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === "string") return [value];
  return typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];
}

/** The options as typed, to be checked by the adapter. What was left empty is left out. */
export function readOptions(
  fields: readonly OptionField[],
  raw: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const field of fields) {
    const value = readOption(field, raw[`option.${field.name}`] ?? []);
    if (value !== undefined) put(options, field.name.split("."), value);
  }
  return options;
}

function readOption({ kind }: OptionField, typed: readonly string[]): unknown {
  const [first = ""] = typed;
  const text = first.replaceAll("\r\n", "\n").trim();
  switch (kind) {
    case "flag":
      return text !== "";
    case "choices":
      return typed.filter((one) => one !== "");
    case "lines": {
      const lines = text.split("\n").map((line) => line.trim());
      return lines.some((line) => line !== "") ? lines.filter((line) => line !== "") : undefined;
    }
    case "number":
      return text === "" ? undefined : Number(text.replace(",", "."));
    default:
      return text === "" ? undefined : text;
  }
}

function put(into: Record<string, unknown>, [head = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const inner = (into[head] ?? {}) as Record<string, unknown>;
  into[head] = inner;
  put(inner, rest, value);
}
