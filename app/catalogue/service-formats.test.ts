import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FormatsPlugin } from "ajv-formats";
import { describe, expect, it } from "vitest";
import { checkService } from "../domain/check-service.ts";
import { serviceSchema } from "../domain/service.ts";
import { servicePackageSchema } from "../fim/package.ts";
import { serviceFormatSchemas } from "./service-formats.ts";

const services = "db/seed/services";
const jsonOf = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const schemas = serviceFormatSchemas();
/** Strict: what Ajv does not understand in a schema is an error. */
function compiled(name: string) {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  // A CommonJS module, whose default export Node and TypeScript find in different places.
  (createRequire(import.meta.url)("ajv-formats") as FormatsPlugin)(ajv);
  return ajv.compile(schemas[name] ?? false);
}
function textsOf(markdown: string): unknown[] {
  const blocks = readFileSync(markdown, "utf8").matchAll(/```json\n([\s\S]*?)```/g);
  return [...blocks].map(([, text = ""]): unknown => JSON.parse(text));
}

describe.each(Object.keys(schemas))("%s", (name) => {
  it("stands in docs/formats as it is made", () => {
    expect(schemas[name]).toEqual(jsonOf(`docs/formats/${name}`));
  });
});

describe("definition.json", () => {
  const isValid = compiled("service-definition.v1.schema.json");

  it("of every field kind is valid, and no longer so with a mistake in it", () => {
    const definition = jsonOf(`${services}/alle-feldarten/definition.json`);
    expect(isValid(definition), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...(definition as object), seiten: [] })).toBe(false);
    expect(isValid({ ...(definition as object), version: "neu" })).toBe(false);
    expect(isValid({ ...(definition as object), $schema: "x.json" })).toBe(true);
  });

  it("of the documentation is valid", () => {
    const texts = textsOf("docs/service-definition.md");
    const wholes = texts.filter((text) => Object.hasOwn(text as object, "schemaVersion"));
    const parts = texts.filter((text) => !wholes.includes(text));
    const [example] = wholes;
    for (const whole of wholes) {
      expect(isValid(whole), JSON.stringify(isValid.errors)).toBe(true);
      expect(checkService(serviceSchema.parse(withoutSchema(whole)))).toEqual([]);
    }
    expect(parts.length).toBeGreaterThan(20);
    for (const part of parts) {
      const service = { ...(withoutSchema(example) as object), nodes: [part] };
      expect(isValid(service), JSON.stringify(part)).toBe(true);
      expect(serviceSchema.safeParse(service).error?.issues ?? [], JSON.stringify(part)).toEqual(
        [],
      );
    }
  });
});

describe("service.json", () => {
  const isValid = compiled("service-package.v1.schema.json");

  it.each(["hundesteuer-anmelden", "bewohnerparkausweis", "meldebescheinigung", "strassenfest"])(
    "of %s is valid",
    (id) => {
      const overlay = jsonOf(`${services}/${id}/service.json`);
      expect(isValid(overlay), JSON.stringify(isValid.errors)).toBe(true);
      expect(isValid({ ...(overlay as object), knoten: {} })).toBe(false);
    },
  );

  it("of the documentation is valid", () => {
    const examples = textsOf("docs/service-packages.md");
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(isValid(example), JSON.stringify(isValid.errors)).toBe(true);
      expect(servicePackageSchema.safeParse(example).success).toBe(true);
    }
  });
});

function withoutSchema(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "$schema"));
}
