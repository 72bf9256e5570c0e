import { pathsOf } from "#app/domain/evaluate.ts";
import type { Rule } from "#app/domain/rule.ts";
import { placesAround } from "./absences.ts";
import type { RuleStructure } from "./structure.ts";

/**
 * Rules that hang on what they decide: whether something applies must not depend on its own answer, be it through
 * other rules. Each set is one such ring.
 */
export function ringsOf(rules: readonly Rule[], structure: RuleStructure): readonly Rule[][] {
  const deciding = rules.filter((rule) => decides(rule, structure));
  const following = followers(deciding);
  const reach = (from: Rule): ReadonlySet<Rule> => {
    const seen = new Set<Rule>();
    const open = [...following(from)];
    for (let rule = open.pop(); rule; rule = open.pop()) {
      if (seen.has(rule)) continue;
      seen.add(rule);
      open.push(...following(rule));
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

/** For each rule those whose conditions look at what it decides over. */
function followers(rules: readonly Rule[]): (rule: Rule) => readonly Rule[] {
  const looking = new Map<string, Rule[]>();
  const lookingBelow = new Map<string, Rule[]>();
  const add = (index: Map<string, Rule[]>, path: string, rule: Rule): void => {
    const known = index.get(path);
    if (known) known.push(rule);
    else index.set(path, [rule]);
  };
  for (const rule of rules) {
    for (const path of new Set(pathsOf(rule.condition))) {
      add(looking, path, rule);
      for (const place of placesAround(path)) add(lookingBelow, place, rule);
    }
  }
  return ({ target = "" }) => [
    ...(lookingBelow.get(target) ?? []),
    // Whether a group is empty hangs on all that is in it.
    ...placesAround(target).flatMap((place) => looking.get(place) ?? []),
  ];
}
