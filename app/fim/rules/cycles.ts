import { pathsOf } from "#app/domain/evaluate.ts";
import type { Rule } from "#app/domain/rule.ts";
import { isWithin, type RuleStructure } from "./structure.ts";

/**
 * Rules that hang on what they decide: whether something applies must not depend on its own answer, be it through
 * other rules. Each set is one such ring.
 */
export function ringsOf(rules: readonly Rule[], structure: RuleStructure): readonly Rule[][] {
  const deciding = rules.filter((rule) => decides(rule, structure));
  const following = new Map(
    deciding.map((rule) => [rule, deciding.filter((next) => bearsOn(rule, next))] as const),
  );
  const reach = (from: Rule): ReadonlySet<Rule> => {
    const seen = new Set<Rule>();
    const open = [...(following.get(from) ?? [])];
    for (let rule = open.pop(); rule; rule = open.pop()) {
      if (seen.has(rule)) continue;
      seen.add(rule);
      open.push(...(following.get(rule) ?? []));
    }
    return seen;
  };
  const reached = new Map(deciding.map((rule) => [rule, reach(rule)] as const));
  const rings: Rule[][] = [];
  const placed = new Set<Rule>();
  for (const rule of deciding) {
    if (placed.has(rule) || !reached.get(rule)?.has(rule)) continue;
    const ring = deciding.filter(
      (mate) => mate === rule || (reached.get(rule)?.has(mate) && reached.get(mate)?.has(rule)),
    );
    for (const mate of ring) placed.add(mate);
    rings.push(ring);
  }
  return rings;
}

/** Requiring a field changes no answer; requiring an optional group settles whether it is there. */
function decides(rule: Rule, { elements }: RuleStructure): boolean {
  switch (rule.effect) {
    case "forbid":
    case "options":
      return true;
    case "require":
      return elements.get(rule.target)?.type === "group";
    case "valid":
      return false;
  }
}

function bearsOn({ target }: Rule, next: Rule): boolean {
  return (
    target !== undefined &&
    pathsOf(next.condition).some((path) => isWithin(path, target) || isWithin(target, path))
  );
}
