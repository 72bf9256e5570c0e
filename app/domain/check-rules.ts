import type { Condition } from "./condition.ts";
import { pathsOf } from "./evaluate.ts";
import { hasCode, type Offering } from "./offering.ts";
import type { NodePath } from "./path.ts";
import type { Rule } from "./rule.ts";
import { ruleClashes } from "./rule-clashes.ts";
import { ruleCycles } from "./rule-cycles.ts";
import type { ServiceProblem } from "./service-problem.ts";

/** Checks that rules name what exists, and that they neither contradict each other nor turn in circles. */
export function checkRules(offering: Offering): readonly ServiceProblem[] {
  const { rules } = offering.service;
  if (rules.length === 0) return [];
  const problems = rules.flatMap((rule) => [
    ...checkNodes(rule, offering),
    ...checkTarget(rule, offering),
  ]);
  // What names nothing cannot be judged any further.
  if (problems.length > 0) return problems;
  return [
    ...ruleCycles(offering).map(({ path, sentences }): ServiceProblem => ({
      code: "ruleCycle",
      path,
      detail: sentences.map(quoted).join(" / "),
    })),
    ...ruleClashes(offering)
      .filter(({ kind }) => kind === "contradiction")
      .map(({ require, forbid }): ServiceProblem => ({
        code: "ruleClash",
        path: require.target,
        detail: [require, forbid].map(({ sentence, id }) => quoted(sentence ?? id)).join(" / "),
      })),
  ];
}

function quoted(sentence: string): string {
  return `»${sentence}«`;
}

function checkNodes(rule: Rule, { nodes }: Offering): ServiceProblem[] {
  const { id, bearer, condition } = rule;
  const target = "target" in rule ? rule.target : undefined;
  const missing = [bearer, target].filter(
    (path) => path !== undefined && path !== "" && !nodes.has(path),
  );
  return [
    ...missing.map((path): ServiceProblem => ({
      code: "unknownRuleNode",
      path: bearer,
      detail: `${id}: ${path ?? ""}`,
    })),
    ...wrongPaths(condition, nodes).map((path): ServiceProblem => ({
      code: "unknownRuleNode",
      path: bearer,
      detail: `${id}: ${path}`,
    })),
  ];
}

/** Only `empty` may look at a group. */
function wrongPaths(condition: Condition, nodes: Offering["nodes"]): readonly NodePath[] {
  switch (condition.op) {
    case "not":
      return wrongPaths(condition.condition, nodes);
    case "and":
    case "or":
    case "xor":
      return condition.conditions.flatMap((part) => wrongPaths(part, nodes));
    case "empty":
      return nodes.has(condition.field) ? [] : [condition.field];
    default:
      return pathsOf(condition).filter((path) => nodes.get(path)?.node.type !== "field");
  }
}

function checkTarget(rule: Rule, offering: Offering): ServiceProblem[] {
  if (rule.effect !== "options") return [];
  const node = offering.nodes.get(rule.target)?.node;
  if (!node) return [];
  const problem = (detail: string): ServiceProblem[] => [
    { code: "ruleOptions", path: rule.target, detail: `${rule.id}: ${detail}` },
  ];
  if (node.type !== "field" || (node.kind !== "choice" && node.kind !== "multipleChoice")) {
    return problem("not a question with options");
  }
  const { list } = node.options;
  const unknown = rule.codes.filter((code) => !hasCode(offering, list, code));
  return unknown.length > 0 || rule.codes.length === 0 ? problem(unknown.join(", ")) : [];
}
