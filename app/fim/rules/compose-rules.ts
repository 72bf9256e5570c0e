import type { Condition } from "#app/domain/condition.ts";
import type { Rule } from "#app/domain/rule.ts";
import { absences } from "./absences.ts";
import { NotUnderstood } from "./not-understood.ts";
import { negated } from "./resolve-condition.ts";
import type { Deed } from "./resolve-rule.ts";
import { canHoldTogether } from "./solver.ts";
import type { RuleStructure } from "./structure.ts";

/** A rule of the schema whose sentences were understood. */
export interface UnderstoodRule {
  readonly id: string;
  readonly bearer: string;
  readonly sentence: string;
  readonly deeds: readonly Deed[];
}

/** Two rules, or one twice, that demand opposite things in the same case. */
export interface Clash {
  readonly rules: readonly [UnderstoodRule, UnderstoodRule];
  readonly target: string;
}

type Decision = Extract<Deed, { effect: "require" | "forbid" | "show" }>;
interface Placed {
  readonly rule: UnderstoodRule;
  readonly deed: Decision;
}

/** Pairs that show or require a place in a case in which the other hides it. */
export function clashesOf(
  rules: readonly UnderstoodRule[],
  structure: RuleStructure,
): readonly Clash[] {
  const byTarget = decisionsByTarget(rules);
  const clashes: Clash[] = [];
  for (const [target, placed] of byTarget) {
    for (const shown of placed) {
      if (shown.deed.effect === "forbid") continue;
      for (const hiding of placed) {
        if (hiding.deed.effect !== "forbid") continue;
        const conditions = [shown.deed.condition, hiding.deed.condition];
        const hidden = absences(conditions, (path) => forbidding(byTarget.get(path)));
        if (canHoldTogether([...conditions, ...hidden], structure) !== true) continue;
        clashes.push({ rules: [shown.rule, hiding.rule], target });
      }
    }
  }
  return clashes;
}

function forbidding(placed: readonly Placed[] = []): readonly Condition[] {
  return placed.flatMap(({ deed }) => (deed.effect === "forbid" ? [deed.condition] : []));
}

function decisionsByTarget(rules: readonly UnderstoodRule[]): Map<string, Placed[]> {
  const byTarget = new Map<string, Placed[]>();
  for (const rule of rules) {
    for (const deed of rule.deeds) {
      if (deed.effect === "valid" || deed.effect === "options") continue;
      const known = byTarget.get(deed.target);
      if (known) known.push({ rule, deed });
      else byTarget.set(deed.target, [{ rule, deed }]);
    }
  }
  return byTarget;
}

/**
 * The formal rules of one understood rule. Whoever says only when something is shown means that it is hidden
 * otherwise; that is certain only where no other rule speaks of it (`isSpokenOf`). Throws NotUnderstood otherwise.
 */
export function rulesOf(
  { id, bearer, sentence, deeds }: UnderstoodRule,
  isSpokenOf: (target: string) => boolean,
  structure: RuleStructure,
): readonly Rule[] {
  const base = { id, bearer, sentence };
  const stated = deeds.flatMap((deed): Rule[] => {
    if (deed.effect === "show") return [];
    mustBePossible(deed.condition, structure);
    switch (deed.effect) {
      case "options":
        return [{ ...base, ...deed, codes: [...deed.codes] }];
      case "valid":
        return [{ ...base, ...deed }];
      default:
        return [{ ...base, effect: deed.effect, target: deed.target, condition: deed.condition }];
    }
  });
  const shown = new Set(deeds.flatMap((deed) => (deed.effect === "show" ? [deed.target] : [])));
  const opposite = [...shown].flatMap((target): Rule[] => {
    const about = deeds.filter((deed) => deed.effect !== "valid" && deed.target === target);
    if (about.some(({ effect }) => effect === "forbid")) return [];
    if (isSpokenOf(target)) {
      const message = `Wann ${target} nicht gezeigt wird, sagen auch andere Regeln.`;
      throw new NotUnderstood("elsewhere", message);
    }
    const conditions = about.map(({ condition }) => condition);
    const [only] = conditions;
    const isOne = only !== undefined && conditions.length === 1;
    const condition = negated(isOne ? only : { op: "or", conditions });
    const isPossible = canHoldTogether([condition], structure) !== false;
    return isPossible ? [{ ...base, effect: "forbid", target, condition }] : [];
  });
  // "Activate it and make it mandatory" says the same twice.
  return [
    ...new Map([...stated, ...opposite].map((rule) => [JSON.stringify(rule), rule])).values(),
  ];
}

function mustBePossible(condition: Condition, structure: RuleStructure): void {
  if (canHoldTogether([condition], structure) !== false) return;
  throw new NotUnderstood("neverTrue", "Die Bedingung kann nie eintreten.");
}
