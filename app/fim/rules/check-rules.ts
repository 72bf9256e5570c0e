import type { Condition } from "#app/domain/condition.ts";
import { pathsOf } from "#app/domain/evaluate.ts";
import type { Rule } from "#app/domain/rule.ts";
import { absences } from "./absences.ts";
import { checkAtoms } from "./check-atoms.ts";
import { ringsOf } from "./cycles.ts";
import type { RuleProblem } from "./problem.ts";
import { canHoldTogether } from "./solver.ts";
import { repeatsAround, type RuleStructure } from "./structure.ts";

/**
 * Looks at formal rules without running them: values that no list has, fields that do not exist or are of another type,
 * conditions that can never hold, rules that demand opposite things at once, and rules that hang on themselves.
 */
export function checkRules(
  rules: readonly Rule[],
  structure: RuleStructure,
): readonly RuleProblem[] {
  const alone = rules.flatMap((rule) => checkRule(rule, structure));
  return [...alone, ...checkPairs(rules, structure), ...checkRings(rules, structure)];
}

function checkRule(rule: Rule, structure: RuleStructure): RuleProblem[] {
  const tell = (code: RuleProblem["code"], message: string): RuleProblem => ({
    ...toldOf([rule]),
    code,
    severity: "error",
    message,
  });
  const { target } = rule;
  const problems: RuleProblem[] = [];
  if (target !== undefined && !structure.elements.has(target)) {
    problems.push(tell("unknownId", `${target} gibt es nicht.`));
  }
  problems.push(
    ...checkAtoms(rule.condition, structure).map(({ code, message }) => tell(code, message)),
  );
  if (problems.length > 0) return problems;
  const unclear = unclearRepeat(rule, structure);
  if (unclear !== undefined) {
    return [tell("repeated", `${unclear} kommt mehrfach vor; welches gemeint ist, ist unklar.`)];
  }
  const isPossible = canHoldTogether([rule.condition], structure);
  if (isPossible === false) {
    const message =
      rule.effect === "valid"
        ? "Die Bedingung kann nie erfüllt sein, keine Eingabe wäre gültig."
        : "Die Bedingung kann nie eintreten.";
    return [tell("neverTrue", message)];
  }
  return [];
}

/** A repeated group from which the condition takes something, though the rule is not about one item of it. */
function unclearRepeat(rule: Rule, structure: RuleStructure): string | undefined {
  const at = rule.target ?? rule.bearer;
  const around = new Set([...repeatsAround(at, structure), rule.bearer]);
  return pathsOf(rule.condition)
    .flatMap((path) => repeatsAround(path, structure))
    .find((group) => !around.has(group));
}

function checkPairs(rules: readonly Rule[], structure: RuleStructure): RuleProblem[] {
  const byTarget = new Map<string, Rule[]>();
  for (const rule of rules) {
    if (rule.effect !== "require" && rule.effect !== "forbid") continue;
    const known = byTarget.get(rule.target);
    if (known) known.push(rule);
    else byTarget.set(rule.target, [rule]);
  }
  const problems: RuleProblem[] = [];
  for (const [target, about] of byTarget) {
    const forbids = about.filter(({ effect }) => effect === "forbid");
    for (const rule of about.filter(({ effect }) => effect === "require")) {
      for (const other of forbids) {
        const conditions = [rule.condition, other.condition];
        const hidden = absences(conditions, (path) => forbidding(byTarget.get(path)));
        if (canHoldTogether([...conditions, ...hidden], structure) !== true) continue;
        const message = `${target} wird im selben Fall verlangt und ausgeschlossen.`;
        problems.push({ ...toldOf([rule, other]), code: "clash", severity: "error", message });
      }
    }
  }
  return problems;
}

function forbidding(rules: readonly Rule[] = []): readonly Condition[] {
  return rules.flatMap(({ effect, condition }) => (effect === "forbid" ? [condition] : []));
}

function checkRings(rules: readonly Rule[], structure: RuleStructure): RuleProblem[] {
  return ringsOf(rules, structure).map((ring) => {
    const targets = [...new Set(ring.flatMap(({ target }) => target ?? []))];
    const message = `Ob ${targets.join(", ")} gilt, hängt im Kreis von sich selbst ab.`;
    return { ...toldOf(ring), code: "cycle", severity: "error", message };
  });
}

function toldOf(rules: readonly Rule[]) {
  const [first] = rules;
  return {
    path: first?.bearer ?? "",
    ruleId: [...new Set(rules.map(({ id }) => id))].join(", "),
    sentences: rules.map(({ message, sentence, id }) => message?.de ?? sentence ?? id),
  };
}
