import fc from "fast-check";
import { expect, it } from "vitest";
import type { Condition } from "#app/domain/condition.ts";
import { evaluateCondition } from "#app/domain/evaluate.ts";
import type { Value } from "#app/domain/fields/kinds.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { receiverData } from "../fim-json.v1.server.ts";
import { fimService } from "../fixtures/fim-service.ts";
import { applyAtRandom } from "../fixtures/random-application.ts";
import { compileJsonSchema } from "../fixtures/receiver-checks.ts";
import { receiverShape } from "./receiver-shape.ts";
import { placesOf, said } from "./rule-places.ts";

const group = "G99000000001";
const at = (number: number) => `${group}/F990000000${String(number).padStart(2, "0")}`;

const offering = compileOffering(fimService);
const shape = receiverShape(fimService, "bare");
const fields = Array.from({ length: 20 }, (_, index) => index + 1);
const literals = ["01", "02", "1950", "1950-05", "2099-12-31", "2027-03-28T02:30", "00:00", "x"];
const literal = fc.oneof(
  fc.constantFrom(...literals),
  fc.constantFrom(0, 5, -5000, 100_000, 0.5),
  fc.boolean(),
);
const bound = fc.oneof(
  fc.constantFrom("1950", "1950-05-31", "2027-01-01", "2027-03-28T02:31", "23:59", "00:01"),
  fc.constantFrom(0, 1, 500, 50_000.5),
);
const path = fc.constantFrom(...fields).map(at);
const { condition } = fc.letrec<{ condition: Condition; atom: Condition }>((tie) => ({
  atom: fc.oneof(
    fc.record({ op: fc.constant("equals" as const), field: path, value: literal }),
    fc.record({ op: fc.constant("in" as const), field: path, values: fc.array(literal) }),
    // Texts are not compared by their letters.
    fc.record({
      op: fc.constantFrom("less" as const, "atMost" as const),
      field: fc.constantFrom(3, 4, 5, 6, 7, 8, 9, 10, 17, 18, 19).map(at),
      value: bound,
    }),
    fc.record({
      op: fc.constant("empty" as const),
      field: fc.oneof(path, fc.constant(group), fc.constant("G99000000002")),
    }),
    fc.constant({ op: "always" as const }),
    fc.record({ op: fc.constant("state" as const), states: fc.constantFrom(["05"], ["09"]) }),
  ),
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie("atom"),
    fc.record({ op: fc.constant("not" as const), condition: tie("condition") }),
    fc.record({
      op: fc.constantFrom("and" as const, "or" as const, "xor" as const),
      conditions: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

it("a condition holds in the schema exactly where it holds in the form", () => {
  const seen = { holding: 0, other: 0 };
  fc.assert(
    fc.property(condition, fc.gen(), (valid, draw) => {
      const application = applyAtRandom(offering, draw);
      if (application.kind === "refused") return;
      const { journey, document } = application;
      const { values } = journey;
      const lookup = (name: string): Value | undefined => {
        if (name === "@state") return "05";
        const isAnswered = Object.keys(values).some(
          (key) => key.startsWith(`${name}/`) || key.startsWith(`${name}:`),
        );
        return values[name] ?? (isAnswered ? "answered" : undefined);
      };
      const schema = said(valid, "", placesOf(shape, "05"));
      const data = JSON.parse(
        JSON.stringify(receiverData(document, fimService, "bare")),
      ) as unknown;
      const holds = evaluateCondition(valid, lookup);
      seen[holds ? "holding" : "other"] += 1;
      expect(compileJsonSchema({ allOf: [schema] })(data)).toBe(holds);
    }),
    // A whole application is too large to be made smaller step by step.
    { numRuns: 300, endOnFailure: true },
  );
  expect(Math.min(seen.holding, seen.other)).toBeGreaterThan(20);
});
