import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { documentOf } from "./fixtures/fim-service.ts";
import {
  submissionJson,
  submissionJsonSchema,
  submissionSchemaName,
} from "./submission-json.v1.server.ts";

const file = path.join(import.meta.dirname, "../../docs/formats", submissionSchemaName);
const committed = JSON.parse(readFileSync(file, "utf8")) as object;
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
// The schema says the same as a pattern.
ajv.addFormat("date-time", true).addFormat("uuid", true);
const validate = ajv.compile(committed);

it("has the schema that is committed (docs/formats/README.md tells how to renew it)", () => {
  expect(submissionJsonSchema()).toEqual(committed);
});

it("writes what the schema allows", () => {
  const written: unknown = JSON.parse(submissionJson(documentOf()));
  expect(validate(written), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...(written as object), more: 1 })).toBe(false);
  expect(validate({ ...(written as object), submittedAt: "24.11.2026" })).toBe(false);
});

it("loses nothing", () => {
  const document = documentOf();
  const { $schema, ...written } = JSON.parse(submissionJson(document)) as { $schema: string };
  expect($schema).toBe(submissionSchemaName);
  expect(written).toEqual(document);
});

it("writes canonical values under the ids of FIM", () => {
  const { data } = JSON.parse(submissionJson(documentOf())) as { data: Record<string, unknown> };
  expect(data["G99000000002"]).toEqual([{ F99000000001: "Bello" }, { F99000000001: "Waldi" }]);
  expect(data["G99000000001"]).toMatchObject({
    F99000000005: -105,
    F99000000006: "1980-03-31",
    F99000000010: false,
    F99000000012: ["01", "02"],
    F99000000019: ["datei-1"],
  });
  expect(data["G99000000001"]).not.toHaveProperty("steering");
});

it("spells a value in one way, whatever the order of its members", () => {
  expect(canonicalJson({ b: 1, a: [true, null, "ä\n"], 10: 0, 9: undefined })).toBe(
    '{"10":0,"a":[true,null,"ä\\n"],"b":1}',
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(text);
    }),
  );
});
