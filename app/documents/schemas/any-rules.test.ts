import fc from "fast-check";
import { expect, it } from "vitest";
import { compileOffering } from "#app/domain/offering.ts";
import { schemaFixture, zones } from "#app/fim/fixtures/read-fixture.ts";
import { toService } from "#app/fim/to-service.ts";
import { anyRule } from "../fixtures/any-rule.ts";
import { compileJsonSchema, compileXsd } from "../fixtures/receiver-checks.ts";
import { receiverRulesSchema } from "./json-schema-rules.ts";
import { receiverXsd } from "./xsd.ts";

function fixtureService() {
  const built = toService(schemaFixture("alle-merkmale.xdf3.xml"), zones());
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.service;
}
const service = fixtureService();
const rule = anyRule([...compileOffering(service).nodes.keys()]);

it("gives schemas that compile, whatever the rules are", () => {
  let said = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), (rules) => {
      const ruled = { ...service, rules };
      const schema = receiverRulesSchema(ruled, { keys: "bare", state: "05" });
      compileJsonSchema(schema);
      compileXsd(receiverXsd(ruled) ?? "");
      if (JSON.stringify(schema).includes('"if"')) said += 1;
    }),
    { numRuns: 60 },
  );
  expect(said).toBeGreaterThan(10);
});
