import * as z from "zod";
import { serviceSchema } from "../domain/service.ts";
import { servicePackageSchema } from "../fim/package.ts";

/** A service in our own format as a file: `definition.json`. Editors find its JSON Schema by `$schema`. */
export const serviceFileSchema = serviceSchema.extend({ $schema: z.string().optional() });

/** The JSON Schemas (2020-12) for those who write services, by the file in docs/formats that holds them. */
export function serviceFormatSchemas(): Readonly<Record<string, object>> {
  return {
    "service-definition.v1.schema.json": jsonSchemaOf(
      "service-definition.v1.schema.json",
      "Einmal: a service in our own format (definition.json), version 1",
      serviceFileSchema,
    ),
    "service-package.v1.schema.json": jsonSchemaOf(
      "service-package.v1.schema.json",
      "Einmal: what a service package says over a FIM schema (service.json), version 1",
      servicePackageSchema,
    ),
  };
}

/** Of what is written, not of what is read: members with a default may be left out. */
function jsonSchemaOf(id: string, title: string, schema: z.ZodType): object {
  return { $id: id, title, ...z.toJSONSchema(schema, { io: "input", reused: "ref" }) };
}
