import type { NodePath } from "../../domain/path.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import { createDefinitions, type Definitions } from "./definitions.ts";
import { fimKey, type KeyStyle } from "./fim-key.ts";
import { receiverShape, type ReceiverElement, type ReceiverShape } from "./receiver-shape.ts";
import { valueSchema, type JsonSchema } from "./value-schema.ts";

/**
 * JSON Schema (2020-12) of what `fimJson` writes for a service, from its structure alone: keys, multiplicities, types,
 * lists, bounds. See docs/formats/README.md.
 */
export function receiverJsonSchema(service: ServiceDefinition, keys: KeyStyle): object {
  return jsonSchemaOf(receiverShape(service, keys), "");
}

/** What else holds in a group, by its path; "" for the whole document. */
export type FurtherSchemas = ReadonlyMap<NodePath, readonly JsonSchema[]>;

/** `variant`: part of the schema's name. */
export function jsonSchemaOf(
  shape: ReceiverShape,
  variant: string,
  further: FurtherSchemas = new Map(),
  comment?: string,
): object {
  const { service } = shape;
  const definitions = createDefinitions<object>();
  const root = objectSchema(shape.children, false, further.get(""), (child) =>
    define(child, service, further, definitions),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${shape.key}${variant}.schema.json`,
    title: service.name.de,
    ...(comment !== undefined && { $comment: comment }),
    ...root,
    $defs: Object.fromEntries(definitions.all),
  };
}

/** Takes up the definition of an element and refers to it. */
function define(
  element: ReceiverElement,
  service: ServiceDefinition,
  further: FurtherSchemas,
  definitions: Definitions<object>,
): object {
  const definition =
    element.type === "field"
      ? valueSchema(element.node, service)
      : {
          title: element.node.label.de,
          ...objectSchema(
            element.children,
            element.isChoice && { canBeEmpty: element.canBeEmpty },
            further.get(element.path),
            (child) => define(child, service, further, definitions),
          ),
        };
  return { $ref: `#/$defs/${definitions.add(fimKey(element.node), definition)}` };
}

function objectSchema(
  children: readonly ReceiverElement[],
  choice: false | { readonly canBeEmpty: boolean },
  further: readonly JsonSchema[] = [],
  refer: (child: ReceiverElement) => object,
): object {
  const required = choice ? [] : children.filter((child) => child.required).map(({ key }) => key);
  return {
    type: "object",
    properties: Object.fromEntries(
      children.map((child) => [child.key, listSchema(child, refer(child))]),
    ),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    ...(choice && children.length > 0 && { oneOf: alternatives(children, choice.canBeEmpty) }),
    ...(further.length > 0 && { allOf: further }),
  };
}

/** Exactly one of the children; none where the one that was chosen may come without any answer. */
function alternatives(children: readonly ReceiverElement[], canBeEmpty: boolean): object[] {
  const present = children.map(({ key }) => ({
    type: "object",
    properties: { [key]: true },
    required: [key],
  }));
  return canBeEmpty ? [...present, { type: "object", maxProperties: 0 }] : present;
}

function listSchema({ list }: ReceiverElement, item: object): object {
  if (!list) return item;
  const { min, max } = list;
  return { type: "array", items: item, minItems: min, ...(max !== null && { maxItems: max }) };
}
