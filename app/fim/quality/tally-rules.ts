import type { ServiceDefinition } from "#app/domain/service.ts";
import type { FimSchema } from "../model.ts";
import { viewSchema } from "./schema-view.ts";

/** How many sentences of a schema are carried out, left to a person, or wrong in themselves. */
export interface RuleTally {
  readonly formal: number;
  readonly open: number;
  readonly wrong: number;
}

/**
 * Counts the rules of a schema, each as often as its building block occurs. Open points tell which are not carried
 * out; those about which the import complains (`rule.…`, each message begins with the rule's id) are wrong.
 */
export function tallyRules(
  schema: FimSchema | undefined,
  { openPoints, rules }: Pick<ServiceDefinition, "openPoints" | "rules">,
  problems: readonly { readonly code: string; readonly path?: string; readonly message: string }[],
): RuleTally {
  const left = openPoints.filter(({ code }) => code === "rule");
  const blamed = new Set(
    problems
      .filter(({ code }) => code.startsWith("rule."))
      .map(({ path = "", message }) => `${path} ${message.split(":")[0] ?? ""}`),
  );
  const isWrong = (path: string, id: string): boolean => blamed.has(`${path} ${id}`);
  if (schema === undefined) return tallyWritten(rules, left.length, isWrong);
  const wrong = left.filter(({ path, id }) => isWrong(path, id ?? "")).length;
  const all = viewSchema(schema).rules.length;
  return { formal: all - left.length, open: left.length - wrong, wrong };
}

/** A service of our own has no sentences: each of its rules is formal from the start, or wrong. Parts of one count once. */
function tallyWritten(
  rules: ServiceDefinition["rules"],
  open: number,
  isWrong: (path: string, id: string) => boolean,
): RuleTally {
  const known = new Map(rules.map(({ bearer, id }) => [`${bearer} ${id}`, isWrong(bearer, id)]));
  const wrong = [...known.values()].filter(Boolean).length;
  return { formal: known.size - wrong, open, wrong };
}
