import { compileJsonSchema } from "#app/documents/fixtures/receiver-checks.ts";
import { receiverJsonSchema } from "#app/documents/schemas/json-schema.ts";
import { checkJourney } from "#app/domain/check-journey.ts";
import { evaluateJourney } from "#app/domain/journey.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { manyFields } from "./many-fields.ts";

/** Operations per second of processor time. */
export interface EngineRates {
  readonly fields: number;
  readonly compile: number;
  readonly ajvCompile: number;
  /** A valid, complete application: which questions apply, and every answer checked. */
  readonly validate: number;
  /** The same answers against the JSON Schema that receivers get. */
  readonly ajvValidate: number;
}
export interface Growth {
  readonly fields: number;
  /** Microseconds of processor time for each question. */
  readonly perField: number;
}

const today = "2026-11-24";

/** The engine beside Ajv on the JSON Schema made from the same service. */
export function measureEngine(milliseconds: number): readonly EngineRates[] {
  return [30, 300].map((fields) => {
    const { service, values } = manyFields(fields);
    const offering = compileOffering(service);
    const schema = receiverJsonSchema(service, "bare");
    const validate = compileJsonSchema(structuredClone(schema));
    const check = () => checkJourney(evaluateJourney(offering, { values, items: {} }), today);
    if (!validate(values) || check().length > 0) throw new Error("the answers are not valid");
    return {
      fields,
      compile: rate(milliseconds, () => compileOffering(service)),
      ajvCompile: rate(milliseconds, () => compileJsonSchema(structuredClone(schema))),
      validate: rate(milliseconds, check),
      ajvValidate: rate(milliseconds, () => validate(values)),
    };
  });
}

/** What a question costs in forms of growing size: the same, where the cost grows with their number alone. */
export function measureGrowth(milliseconds: number): readonly Growth[] {
  return [50, 100, 200, 400, 800].map((fields) => {
    const { service, values } = manyFields(fields);
    const offering = compileOffering(service);
    const perSecond = rate(milliseconds, () =>
      checkJourney(evaluateJourney(offering, { values, items: {} }), today),
    );
    return { fields, perField: 1e6 / perSecond / fields };
  });
}

function rate(milliseconds: number, work: () => unknown): number {
  const warm = performance.now() + milliseconds / 4;
  while (performance.now() < warm) work();
  const { user } = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let count = 0;
  do {
    work();
    count += 1;
  } while (performance.now() < end);
  return count / ((process.cpuUsage().user - user) / 1e6);
}
