import fc from "fast-check";
import { expect, it } from "vitest";
import type { Condition } from "#app/domain/condition.ts";
import { compileOffering } from "#app/domain/offering.ts";
import type { Rule } from "#app/domain/rule.ts";
import { schemaFixture, zones } from "#app/fim/fixtures/read-fixture.ts";
import { toService } from "#app/fim/to-service.ts";
import { compileJsonSchema, compileXsd } from "../fixtures/receiver-checks.ts";
import { receiverRulesSchema } from "./json-schema-rules.ts";
import { receiverXsd } from "./xsd.ts";

it("gives schemas that compile, whatever the rules are", () => {
  const built = toService(schemaFixture("alle-merkmale.xdf3.xml"), zones());
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const { service } = built;
  const path = fc.constantFrom(...compileOffering(service).nodes.keys());
  const bearer = fc.oneof(fc.constant(""), path);
  const literal = fc.oneof(fc.constantFrom("001", "2026-02-01", "08:00", 5, true), fc.string());
  const bound = fc.constantFrom<string | number>("2026-02-01", "2026-02-01T08:00", "08:00", "x", 5);
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      fc.constant({ op: "always" as const }),
      fc.record({ op: fc.constant("equals" as const), field: path, value: literal }),
      fc.record({ op: fc.constant("in" as const), field: path, values: fc.array(literal) }),
      fc.record({
        op: fc.constantFrom("less" as const, "atMost" as const),
        field: path,
        value: bound,
      }),
      fc.record({ op: fc.constant("empty" as const), field: path }),
      fc.record({ op: fc.constant("not" as const), condition: tie("condition") }),
      fc.record({
        op: fc.constantFrom("and" as const, "or" as const, "xor" as const),
        conditions: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }),
      }),
    ),
  }));
  const rule: fc.Arbitrary<Rule> = fc.oneof(
    fc.record({
      id: fc.constant("R1"),
      bearer,
      condition,
      target: path,
      effect: fc.constantFrom("require" as const, "forbid" as const),
    }),
    fc.record({ id: fc.constant("R2"), bearer, condition, effect: fc.constant("valid" as const) }),
    fc.record({
      id: fc.constant("R3"),
      bearer,
      condition,
      target: path,
      effect: fc.constant("options" as const),
      codes: fc.array(fc.constantFrom("001", "002")),
    }),
  );
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
