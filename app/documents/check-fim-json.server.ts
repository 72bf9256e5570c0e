import { createRequire } from "node:module";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FormatsPlugin } from "ajv-formats";
import type { ServiceDefinition } from "../domain/service.ts";
import { keyStyles } from "./schemas/fim-key.ts";
import { receiverJsonSchema } from "./schemas/json-schema.ts";
import { receiverRulesSchema } from "./schemas/json-schema-rules.ts";

// Its types and its module do not agree on what the default export is.
const addFormats = createRequire(import.meta.url)("ajv-formats") as FormatsPlugin;

/**
 * `structure`: it does not fit the schema of the service, as FIM converts it · `rules`: it does, and breaks a rule of the service or a
 * condition of a question · `passed`.
 */
export type FimCheck = "passed" | "structure" | "rules";

interface Checks {
  readonly structure: readonly ValidateFunction[];
  readonly rules: readonly ValidateFunction[];
}

/** Compiling takes longer than checking; a version of a service never changes. */
const known = new WeakMap<ServiceDefinition, Map<string, Checks>>();

/**
 * Checks what came as FIM JSON of a service, under versioned or bare keys, by the schemas that a receiver of this portal's own
 * applications gets. `state`: two digits of the Land whose rules hold.
 */
export function checkFimJson(value: unknown, service: ServiceDefinition, state: string): FimCheck {
  const { structure, rules } = checksOf(service, state);
  const fits = structure.flatMap((validate, style) => (validate(value) ? [style] : []));
  if (fits.length === 0) return "structure";
  return fits.some((style) => rules[style]?.(value)) ? "passed" : "rules";
}

function checksOf(service: ServiceDefinition, state: string): Checks {
  const ofService = known.get(service) ?? new Map<string, Checks>();
  known.set(service, ofService);
  const made = ofService.get(state) ?? {
    structure: keyStyles.map((keys) => compile(receiverJsonSchema(service, keys))),
    rules: keyStyles.map((keys) => compile(receiverRulesSchema(service, { keys, state }))),
  };
  ofService.set(state, made);
  return made;
}

function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: true });
  addFormats(ajv);
  return ajv.compile(schema);
}
