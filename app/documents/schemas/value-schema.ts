import { compilePattern } from "../../domain/fields/text.ts";
import type { Field, ServiceDefinition } from "../../domain/service.ts";
import { ownContent } from "./json-value.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** Longer lists are told by their codes alone: validators try labelled ones code by code. */
const longestLabelled = 60;

/** What one value of a field may be. */
export function valueSchema(node: Field, { codeLists }: Pick<ServiceDefinition, "codeLists">) {
  return { title: node.label.de, ...typeSchema(node, codeLists) };
}

function typeSchema(node: Field, codeLists: ServiceDefinition["codeLists"]): object {
  switch (node.kind) {
    case "text":
    case "multiline":
    case "email":
    case "phone":
    case "iban":
      return textSchema(node.options);
    case "number":
      return { type: "number", ...boundsSchema(node.options, 1) };
    case "integer":
      return { type: "integer", ...boundsSchema(node.options, 1) };
    case "money":
      return { type: "number", ...boundsSchema(node.options, 100) };
    case "date":
      return { type: "string", format: "date", ...rangeComment(node.options) };
    case "time":
      return { type: "string", format: "time", ...rangeComment(node.options) };
    case "dateTime":
      return { type: "string", format: "date-time", ...rangeComment(node.options) };
    case "partialDate":
      return { type: "string", pattern: "^\\d{4}(?:-\\d{2}(?:-\\d{2})?)?$" };
    case "yesNo":
    case "declaration":
      return { type: "boolean" };
    case "choice":
    case "multipleChoice":
      return listSchema(codeLists[node.options.list]?.options ?? []);
    case "address":
      return partsSchema(
        {
          street: 200,
          houseNumber: 20,
          addition: 100,
          postalCode: 20,
          city: 100,
          country: 2,
        },
        ["street", "postalCode", "city"],
      );
    case "personName":
      return partsSchema({ givenName: 120, familyName: 120, birthName: 120 }, [
        "givenName",
        "familyName",
      ]);
    case "hidden":
    case "locked":
      return { type: contentType(node, node.options.content) };
    case "file":
    case "staticText":
      return { type: "string" };
  }
}

/** Lengths are code points in both JSON Schema and our forms. */
function textSchema(options: {
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string | undefined;
}) {
  const { minLength, maxLength, pattern } = options;
  return {
    type: "string",
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && patternSchema(pattern)),
  };
}

/** HTML matches the whole value and understands set notation (flag `v`), JSON Schema neither. */
function patternSchema(pattern: string): object {
  const whole = `^(?:${pattern})$`;
  const hasSets = /&&|--|\[[^\]\\]*(\\.[^\]\\]*)*\[|\\q\{/.test(pattern);
  if (!hasSets && compilePattern(pattern) && isUnicodePattern(whole)) return { pattern: whole };
  return { $comment: `not in the notation of JSON Schema: ${pattern}` };
}

function isUnicodePattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").source !== "";
  } catch {
    return false;
  }
}

function boundsSchema(
  { minimum, maximum }: { minimum?: number | undefined; maximum?: number | undefined },
  divisor: number,
): object {
  return {
    ...(minimum !== undefined && { minimum: minimum / divisor }),
    ...(maximum !== undefined && { maximum: maximum / divisor }),
  };
}

/** JSON Schema cannot compare dates. */
function rangeComment({
  minimum,
  maximum,
}: {
  minimum?: string | undefined;
  maximum?: string | undefined;
}): object {
  if (minimum === undefined && maximum === undefined) return {};
  return { $comment: `from ${minimum ?? "any"} to ${maximum ?? "any"}` };
}

function listSchema(options: readonly { code: string; label: { de: string } }[]): object {
  if (options.length === 0) return { type: "string", not: {} };
  if (options.length > longestLabelled)
    return { type: "string", enum: options.map(({ code }) => code) };
  return {
    type: "string",
    oneOf: options.map(({ code, label }) => ({ const: code, description: label.de })),
  };
}

function partsSchema(
  lengths: Readonly<Record<string, number>>,
  required: readonly string[],
): object {
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(lengths).map(([part, maxLength]) => [
        part,
        { type: "string", minLength: 1, maxLength },
      ]),
    ),
    additionalProperties: false,
    required,
  };
}

function contentType(node: Field, content: string | undefined): string {
  const type = typeof ownContent(node, content ?? emptyOf(node));
  return type === "number" && node.fim?.type === "num_int" ? "integer" : type;
}

/** Stands for a technical value that the schema leaves open, to tell its type. */
function emptyOf({ fim }: Field): string {
  return fim?.type === "bool" ? "false" : "0";
}
