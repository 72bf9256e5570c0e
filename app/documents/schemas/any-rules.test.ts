import fc from "fast-check";
import { expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { schemaFixture, zones } from "#app/fim/fixtures/read-fixture.ts";
import { toService } from "#app/fim/to-service.ts";
import { anyRule } from "../fixtures/any-rule.ts";
import { applyAtRandom } from "../fixtures/random-application.ts";
import { compileJsonSchema, compileXsd, receiverChecks } from "../fixtures/receiver-checks.ts";
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

it("gives the receiver what was promised under whatever rules hold together", () => {
  let filed = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 2 }), fc.gen(), (rules, draw) => {
      const ruled = { ...service, rules };
      if (checkService(ruled).length > 0) return;
      const application = applyAtRandom(compileOffering(ruled), draw);
      if (application.kind === "refused") return;
      filed += 1;
      expect(receiverChecks(ruled)(application.document)).toEqual([]);
    }),
    { numRuns: 200, endOnFailure: true },
  );
  expect(filed).toBeGreaterThan(5);
});
