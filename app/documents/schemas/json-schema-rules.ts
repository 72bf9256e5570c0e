import type { ServiceDefinition } from "../../domain/service.ts";
import type { KeyStyle } from "./fim-key.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { receiverShape } from "./receiver-shape.ts";
import { ruleSchemas } from "./rule-schemas.ts";

export interface RuleOptions {
  readonly keys: KeyStyle;
  /** Two digits of the Land whose receivers the schema is for; without it rules for single Länder are left out. */
  readonly state?: string | undefined;
}

/**
 * The JSON Schema of `receiverJsonSchema` with the rules of the service: what is required, forbidden, valid and offered
 * under which conditions. Rules that JSON Schema cannot express are named in its `$comment`.
 */
export function receiverRulesSchema(
  service: ServiceDefinition,
  { keys, state }: RuleOptions,
): object {
  const shape = receiverShape(service, keys);
  const { schemas, unsaid } = ruleSchemas(shape, state);
  const comment = unsaid.length === 0 ? undefined : `Not expressed: ${unsaid.join("; ")}`;
  return jsonSchemaOf(shape, ".rules", schemas, comment);
}
