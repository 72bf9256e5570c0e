import type { Condition } from "./condition.ts";
import { allOf, anyOf, not, pathsOf } from "./evaluate.ts";
import { joinPath, parentPath, type NodePath } from "./path.ts";
import type { Rule } from "./rule.ts";
import type { CodeList, Group, Node } from "./service.ts";

/** While the condition holds, only these codes may be chosen. */
export interface CodeFilter {
  readonly condition: Condition;
  readonly codes: readonly string[];
}

/**
 * What decides over one node besides the groups around it. A rule is read in the scope of its target: inside a
 * repeated group it means the same item. Forbidding beats requiring and multiplicity: nobody is asked for what must
 * not be told, and no journey ends before a question that has no answer.
 */
export interface NodeTerms {
  /** All must hold for the node to apply. */
  readonly applies: readonly Condition[];
  /** One is enough to make it mandatory whatever its multiplicity says. */
  readonly requires: readonly Condition[];
  /** While it holds the answer counts as yes and is not asked. */
  readonly given?: Condition;
  readonly filters: readonly CodeFilter[];
}
export const noTerms: NodeTerms = { applies: [], requires: [], filters: [] };

/** That a node's standing hangs on answers elsewhere, and the rule that makes it so (none: its own condition). */
export interface Hang {
  readonly paths: readonly NodePath[];
  readonly rule?: Rule;
}

export interface CompiledTerms {
  /** Only nodes over which anything decides. */
  readonly terms: ReadonlyMap<NodePath, NodeTerms>;
  readonly hangs: ReadonlyMap<NodePath, readonly Hang[]>;
}

interface Draft {
  readonly applies: Condition[];
  readonly requires: Rule[];
  readonly forbids: Rule[];
  readonly filters: CodeFilter[];
  given?: Condition;
}
interface Terms {
  readonly nodes: ReadonlyMap<NodePath, { readonly node: Node }>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly drafts: Map<NodePath, Draft>;
  readonly hangs: Map<NodePath, Hang[]>;
}

/** Sorts conditions and rules by the node over which they decide; linear in both. */
export function compileTerms(
  nodes: Terms["nodes"],
  rules: readonly Rule[],
  codeLists: Terms["codeLists"],
): CompiledTerms {
  const terms: Terms = { nodes, codeLists, drafts: new Map(), hangs: new Map() };
  for (const [path, { node }] of nodes) {
    if (!node.when) continue;
    draftOf(terms, path).applies.push(node.when);
    hang(terms, path, node.when);
  }
  for (const rule of rules) if (rule.effect !== "valid") place(terms, rule);
  for (const [path, { node }] of nodes) {
    const draft = terms.drafts.get(path);
    if (!draft || draft.requires.length + draft.forbids.length === 0) continue;
    if (node.type === "group" && node.presence !== undefined) {
      settleGate(terms, joinPath(parentPath(path), node.presence), draft);
    }
    settleChoice(terms, path, node, draft);
  }
  return {
    hangs: terms.hangs,
    terms: new Map([...terms.drafts].map(([path, draft]) => [path, finish(draft)])),
  };
}

function finish({ applies, forbids, requires, filters, given }: Draft): NodeTerms {
  return {
    applies: [...applies, ...unless(forbids)],
    requires: requires.map(({ condition }) => condition),
    filters,
    ...(given && { given }),
  };
}

function draftOf({ drafts }: Terms, path: NodePath): Draft {
  const known = drafts.get(path);
  if (known) return known;
  const made: Draft = { applies: [], requires: [], forbids: [], filters: [] };
  drafts.set(path, made);
  return made;
}

function hang({ hangs }: Terms, path: NodePath, condition: Condition, rule?: Rule): void {
  const known = hangs.get(path) ?? [];
  known.push({ paths: pathsOf(condition), ...(rule && { rule }) });
  hangs.set(path, known);
}

function place(terms: Terms, rule: Exclude<Rule, { effect: "valid" }>): void {
  const { target, condition } = rule;
  const node = terms.nodes.get(target)?.node;
  if (!node) return;
  switch (rule.effect) {
    case "forbid":
      draftOf(terms, target).forbids.push(rule);
      hang(terms, target, condition, rule);
      return;
    case "options":
      draftOf(terms, target).filters.push({ condition, codes: rule.codes });
      hang(terms, target, condition, rule);
      return;
    case "require":
      require(terms, target, node, rule);
  }
}

/**
 * Requires a node, the only question in it, and the groups between it and the rule's bearer that may be absent: what
 * must be answered must be there. A repeated group in between ends that: each of its items must have the node, but
 * there need be no item.
 */
function require(terms: Terms, target: NodePath, node: Node, rule: Rule): void {
  draftOf(terms, target).requires.push(rule);
  if (node.type === "group" && !node.repeat) {
    const only = onlyQuestion(node, target);
    if (only !== undefined) draftOf(terms, only).requires.push(rule);
  }
  for (let at = parentPath(target); at !== "" && at !== rule.bearer; at = parentPath(at)) {
    const group = terms.nodes.get(at)?.node;
    if (group?.type !== "group" || group.repeat) return;
    if (group.presence !== undefined) draftOf(terms, at).requires.push(rule);
  }
}

function onlyQuestion(group: Group, path: NodePath): NodePath | undefined {
  const [only] = group.children;
  if (group.children.length !== 1 || !only) return undefined;
  const inner = joinPath(path, only.id);
  if (only.type === "field") return inner;
  return only.repeat ? undefined : onlyQuestion(only, inner);
}

/** The question for the presence of a group is asked only where no rule answers it. */
function settleGate(terms: Terms, gate: NodePath, { requires, forbids }: Draft): void {
  const draft = draftOf(terms, gate);
  draft.applies.push(...unless(requires), ...unless(forbids));
  const required = anyOf(requires.map(({ condition }) => condition));
  const given = required && allOf([required, ...unless(forbids)]);
  if (given) draft.given = given;
  for (const rule of [...requires, ...forbids]) hang(terms, gate, rule.condition, rule);
}

/**
 * Of a choice group exactly one child counts, and a question of its own asks which: a forbidden child cannot be
 * chosen there, a required one must be.
 */
function settleChoice(
  terms: Terms,
  path: NodePath,
  node: Node,
  { requires, forbids }: Draft,
): void {
  const { when, id } = node;
  if (when?.op !== "equals" || when.value !== id) return;
  const question = terms.nodes.get(when.field)?.node;
  const isBeside = parentPath(when.field) === parentPath(path);
  if (question?.type !== "field" || question.kind !== "choice" || !isBeside) return;
  const { filters } = draftOf(terms, when.field);
  const options = terms.codeLists[question.options.list]?.options ?? [];
  const others = options.map(({ code }) => code).filter((code) => code !== id);
  for (const { condition } of forbids) filters.push({ condition, codes: others });
  for (const { condition } of requires) {
    const only = allOf([condition, ...unless(forbids)]);
    if (only) filters.push({ condition: only, codes: [id] });
  }
  for (const rule of [...requires, ...forbids]) hang(terms, when.field, rule.condition, rule);
}

function unless(rules: readonly Rule[]): readonly Condition[] {
  return rules.map(({ condition }) => not(condition));
}
