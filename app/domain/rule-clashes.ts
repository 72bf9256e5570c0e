import { evaluateCondition } from "./evaluate.ts";
import type { Offering } from "./offering.ts";
import { parentPath, type NodePath } from "./path.ts";
import { possibleAnswers } from "./possible-answers.ts";
import type { Rule } from "./rule.ts";

type Forbid = Extract<Rule, { effect: "forbid" }>;
type Require = Extract<Rule, { effect: "require" }>;

/**
 * Two rules over one node of which one requires and the other forbids it. `contradiction`: whenever the first acts the
 * second does too, so that it can never have meant anything. `overlap`: sometimes both act, and then forbidding wins.
 */
export interface RuleClash {
  readonly kind: "contradiction" | "overlap";
  readonly require: Require;
  readonly forbid: Forbid;
}

/** Finds all clashes that can be decided from the rules alone; rules that say too much to try out count as fitting. */
export function ruleClashes(offering: Offering): readonly RuleClash[] {
  const forbids = new Map<NodePath, Forbid[]>();
  for (const rule of offering.service.rules) {
    if (rule.effect === "forbid")
      forbids.set(rule.target, [...(forbids.get(rule.target) ?? []), rule]);
  }
  const clashes: RuleClash[] = [];
  for (const require of offering.service.rules) {
    if (require.effect !== "require") continue;
    for (let at = require.target; at !== ""; at = parentPath(at)) {
      for (const forbid of forbids.get(at) ?? []) {
        const kind = clashOf(offering, require, forbid);
        if (kind) clashes.push({ kind, require, forbid });
      }
    }
  }
  return clashes;
}

function clashOf(
  offering: Offering,
  { condition: required }: Require,
  { condition: forbidden }: Forbid,
): RuleClash["kind"] | undefined {
  const cases = possibleAnswers(offering, [required, forbidden]);
  if (!cases) {
    return JSON.stringify(required) === JSON.stringify(forbidden) ? "contradiction" : undefined;
  }
  const acting = cases.filter((lookup) => evaluateCondition(required, lookup));
  const both = acting.filter((lookup) => evaluateCondition(forbidden, lookup));
  if (both.length === 0) return undefined;
  return both.length === acting.length ? "contradiction" : "overlap";
}
