import type { Rule } from "../rule.ts";
import type { ServiceDefinition } from "../service.ts";
import { sorted } from "./change.ts";

/** Rules that a newer version has no more, and those that it has anew; compared by what they do, not by their ids and words. */
export function compareRules(
  before: Pick<ServiceDefinition, "rules">,
  after: Pick<ServiceDefinition, "rules">,
): { readonly gone: readonly Rule[]; readonly come: readonly Rule[] } {
  const [old, now] = [keyed(before.rules), keyed(after.rules)];
  return { gone: beyond(old, now), come: beyond(now, old) };
}

type Keyed = ReadonlyMap<string, Rule>;

function keyed(rules: readonly Rule[]): Keyed {
  return new Map(
    rules.map((rule) => {
      const { id: _id, sentence: _sentence, message: _message, ...does } = rule;
      return [sorted(does), rule];
    }),
  );
}

function beyond(one: Keyed, other: Keyed): readonly Rule[] {
  return [...one].filter(([key]) => !other.has(key)).map(([, rule]) => rule);
}
