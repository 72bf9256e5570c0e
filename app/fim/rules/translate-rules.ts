import type { Rule } from "#app/domain/rule.ts";
import type { FimRule } from "../model.ts";
import { paragraphs } from "../plain-text.ts";
import { clashesOf, rulesOf, type UnderstoodRule } from "./compose-rules.ts";
import { ringsOf } from "./cycles.ts";
import { NotUnderstood, type OpenReason } from "./not-understood.ts";
import { parseRule, type ParsedRule } from "./parse-rule.ts";
import type { RuleProblem } from "./problem.ts";
import { resolveRule } from "./resolve-rule.ts";
import { isWithin, type RuleStructure } from "./structure.ts";
import { liftId } from "../upcast-schema.ts";

/** A rule that stays a sentence. */
export interface OpenRule {
  /** Node path of the element that bears it. */
  readonly path: string;
  readonly ruleId: string;
  readonly sentence: string;
  readonly reason: OpenReason;
  /** What was not understood, or is wrong. */
  readonly message: string;
}

export interface Translation {
  readonly rules: readonly Rule[];
  readonly open: readonly OpenRule[];
  readonly problems: readonly RuleProblem[];
}

interface SourceRule {
  readonly id: string;
  readonly bearer: string;
  readonly sentence: string;
  readonly text: string | undefined;
}

/** How many sentences are carried out, left to a person, or contradict the schema or themselves. */
export interface RuleCounts {
  readonly formal: number;
  readonly open: number;
  readonly wrong: number;
}

/** Reasons that lie in the grammar or in what is at hand, and not in the rule. */
const merelyOpen: readonly OpenReason[] = ["grammar", "noSentence", "missingList", "elsewhere"];

/** Whether a rule stays text because something is wrong with it. */
export function isWrong({ reason }: Pick<OpenRule, "reason">): boolean {
  return !merelyOpen.includes(reason);
}

/** Counts the rules of a schema, each as often as its building block occurs. */
export function countRules({ open }: Translation, { elements }: RuleStructure): RuleCounts {
  const all = [...elements.values()].reduce((sum, { rules }) => sum + rules.length, 0);
  const wrong = open.filter(isWrong).length;
  return { formal: all - open.length, open: open.length - wrong, wrong };
}

/** The German sentence of a rule. */
export function sentenceOf(rule: FimRule): string {
  return paragraphs(rule.sentence ?? rule.description ?? rule.name);
}

/**
 * Turns the sentences of a schema into formal rules. What is not understood for certain stays text, with the reason;
 * what contradicts itself or another is told and stays text too.
 */
export function translateRules(structure: RuleStructure): Translation {
  const sources = sourcesOf(structure);
  const open = new Map<SourceRule, OpenRule>();
  const problems: RuleProblem[] = [];
  const leaveOpen = (source: SourceRule, reason: OpenReason, message: string): void => {
    const { bearer: path, id: ruleId, sentence } = source;
    if (!open.has(source)) open.set(source, { path, ruleId, sentence, reason, message });
  };
  const attempt = <T>(source: SourceRule, make: () => T): T | undefined => {
    try {
      return make();
    } catch (thrown) {
      if (!(thrown instanceof NotUnderstood)) throw thrown;
      leaveOpen(source, thrown.reason, thrown.message);
      const problem = problemOf(source, thrown);
      if (problem) problems.push(problem);
      return undefined;
    }
  };
  const parse = parserOnce();
  const understood = new Map<UnderstoodRule, SourceRule>();
  for (const source of sources) {
    const resolved = attempt(source, () => {
      const parsed = parse(source.text ?? "");
      if (!parsed.ok) throw new NotUnderstood(parsed.reason, parsed.message);
      return resolveRule(parsed.statements, source.bearer, structure);
    });
    if (!resolved) continue;
    const { id, bearer, sentence } = source;
    understood.set({ id, bearer, sentence, deeds: resolved.deeds }, source);
    for (const message of resolved.remarks) {
      problems.push({ ...told(source), code: "nameDiffers", severity: "warning", message });
    }
  }
  for (const { rules, target } of clashesOf([...understood.keys()], structure)) {
    const [shown, hidden] = rules;
    const message = `${target} wird im selben Fall verlangt oder gezeigt und ausgeschlossen.`;
    const sentences = [...new Set(rules.map(({ sentence }) => sentence))];
    problems.push({ ...toldOf(shown), sentences, code: "clash", severity: "error", message });
    for (const rule of [shown, hidden]) {
      const source = understood.get(rule);
      if (source) leaveOpen(source, "clash", message);
    }
  }
  const speaks = speakersOf(understood.keys(), open, structure);
  const rules = new Map<SourceRule, readonly Rule[]>();
  for (const [rule, source] of understood) {
    if (open.has(source)) continue;
    const made = attempt(source, () => rulesOf(rule, (target) => speaks(target, rule), structure));
    if (made) rules.set(source, made);
  }
  breakRings(rules, structure, (source, message, sentences) => {
    problems.push({ ...told(source), sentences, code: "cycle", severity: "error", message });
    leaveOpen(source, "cycle", message);
    rules.delete(source);
  });
  return { rules: [...rules.values()].flat(), open: [...open.values()], problems };
}

function sourcesOf({ elements }: RuleStructure): readonly SourceRule[] {
  return [...elements.values()].flatMap(({ path, rules }) =>
    rules.map((rule) => ({
      id: rule.id,
      bearer: path,
      sentence: sentenceOf(rule),
      text: rule.sentence ?? rule.description,
    })),
  );
}

/** The same building block may recur a hundred times in one schema, its sentences with it. */
function parserOnce(): (text: string) => ParsedRule {
  const parsed = new Map<string, ParsedRule>();
  return (text) => {
    const known = parsed.get(text) ?? parseRule(text);
    parsed.set(text, known);
    return known;
  };
}

/** Whether another rule says something about a place, understood or not. */
function speakersOf(
  understood: Iterable<UnderstoodRule>,
  open: ReadonlyMap<SourceRule, OpenRule>,
  { elements, byId }: RuleStructure,
): (target: string, self: UnderstoodRule) => boolean {
  const speakers = new Map<string, Set<UnderstoodRule>>();
  for (const rule of understood) {
    for (const deed of rule.deeds) {
      if (deed.effect === "valid") continue;
      const known = speakers.get(deed.target) ?? new Set();
      speakers.set(deed.target, known.add(rule));
    }
  }
  return (target, self) => {
    const known = speakers.get(target);
    if (known && known.size > (known.has(self) ? 1 : 0)) return true;
    const id = elements.get(target)?.id ?? target;
    const long = liftId(id);
    const places = byId.get(long) ?? [];
    return [...open.values()].some(({ path, sentence }) => {
      if (!sentence.includes(id) && !sentence.includes(long)) return false;
      // An id in the subtree of the bearer means what is there and nothing elsewhere.
      return isWithin(target, path) || !places.some((place) => isWithin(place.path, path));
    });
  };
}

function breakRings(
  rules: ReadonlyMap<SourceRule, readonly Rule[]>,
  structure: RuleStructure,
  drop: (source: SourceRule, message: string, sentences: readonly string[]) => void,
): void {
  const sources = new Map(
    [...rules].flatMap(([source, made]) => made.map((rule) => [rule, source])),
  );
  for (const ring of ringsOf([...sources.keys()], structure)) {
    const members = [...new Set(ring.flatMap((rule) => sources.get(rule) ?? []))];
    const targets = [...new Set(ring.flatMap(({ target }) => target ?? []))];
    const message = `Ob ${targets.join(", ")} gilt, hängt im Kreis von sich selbst ab.`;
    const sentences = [...new Set(members.map(({ sentence }) => sentence))];
    for (const source of members) drop(source, message, sentences);
  }
}

function told({ bearer, id, sentence }: SourceRule) {
  return { path: bearer, ruleId: id, sentences: [sentence] };
}
function toldOf({ bearer, id }: UnderstoodRule) {
  return { path: bearer, ruleId: id };
}

/** What is wrong with the rule itself; a sentence that the grammar does not know is not. */
function problemOf(
  source: SourceRule,
  { reason, message }: NotUnderstood,
): RuleProblem | undefined {
  if (reason === "grammar" || reason === "noSentence") return undefined;
  if (reason === "missingList" || reason === "elsewhere") return undefined;
  return { ...told(source), code: reason, severity: "error", message };
}
