import * as z from "zod";
import type { Condition } from "#app/domain/condition.ts";
import type { Rule } from "#app/domain/rule.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { RuleProblem } from "./problem.ts";
import { publishedCondition } from "./published-condition.ts";
import { resolveReference } from "./resolve-reference.ts";
import type { RuleElement, RuleStructure } from "./structure.ts";
import { liftId } from "../upcast-schema.ts";
import { idsOf } from "./tokens.ts";

/** One element with its formal rules, as the federal operator of the FIM portal publishes them. */
const publishedElementSchema = z.object({
  element_id: z.string(),
  element_version: z.string().nullish(),
  free_text_rules: z
    .array(z.object({ id: z.string(), name: z.string().nullish(), text: z.string().nullish() }))
    .default([]),
  translated: z.array(
    z.object({
      effect: z.enum(["require", "forbid", "valid"]),
      /** The last id, or the whole path. */
      target: z.string().nullish(),
      target_leaf: z.string().nullish(),
      message: z.string().nullish(),
      condition: z.unknown(),
    }),
  ),
});
export type PublishedElement = z.infer<typeof publishedElementSchema>;
type PublishedRule = PublishedElement["translated"][number];

export type PublishedFile =
  | { readonly ok: true; readonly elements: readonly PublishedElement[] }
  | { readonly ok: false; readonly message: string };

/** Reads a file of published translations (JSON). Never throws for bad input. */
export function readPublishedRules(json: string): PublishedFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { ok: false, message: "the file is not JSON" };
  }
  const checked = z.array(publishedElementSchema).safeParse(parsed);
  if (checked.success) return { ok: true, elements: checked.data };
  const [issue] = checked.error.issues;
  const place = issue?.path.map(String).join(".") ?? "";
  return { ok: false, message: `${place}: ${issue?.message ?? "not the format of rules"}` };
}

export interface ImportedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
  /** Ids of the sentences that the rules stand for, by node path of their bearer. */
  readonly covered: ReadonlyMap<string, readonly string[]>;
}

/**
 * The published rules of a schema: each element's for every place where that element stands in that version. What they
 * compare with is taken as it is written; `checkRules` tells what is wrong with it.
 */
export function importPublishedRules(
  published: readonly PublishedElement[],
  structure: RuleStructure,
): ImportedRules {
  const byId = new Map<string, PublishedElement[]>();
  for (const element of published) {
    const id = liftId(element.element_id);
    const same = byId.get(id);
    if (same) same.push(element);
    else byId.set(id, [element]);
  }
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  const covered = new Map<string, readonly string[]>();
  for (const place of structure.elements.values()) {
    for (const element of byId.get(liftId(place.id)) ?? []) {
      if (!isSameVersion(element, place)) continue;
      covered.set(place.path, [
        ...(covered.get(place.path) ?? []),
        ...element.free_text_rules.map(({ id }) => id),
      ]);
      for (const [index, rule] of element.translated.entries()) {
        const id = `${element.element_id}#${String(index + 1)}`;
        try {
          rules.push(ruleOf(rule, id, element, place, structure));
        } catch (thrown) {
          if (!(thrown instanceof NotUnderstood)) throw thrown;
          problems.push(problemOf(thrown, rule, id, place));
        }
      }
    }
  }
  return { rules, problems, covered };
}

function isSameVersion({ element_version: version }: PublishedElement, place: RuleElement) {
  return version === undefined || version === null || version === place.version;
}

function ruleOf(
  rule: PublishedRule,
  id: string,
  element: PublishedElement,
  { path: bearer }: RuleElement,
  structure: RuleStructure,
): Rule {
  const place = (identifier: string): RuleElement => {
    const ids = idsOf(identifier.replace(/^self\./, ""));
    return resolveReference({ ids }, bearer, structure);
  };
  const condition: Condition = publishedCondition(rule.condition, (identifier) => {
    return place(identifier).path;
  });
  const named = rule.target ?? rule.target_leaf ?? undefined;
  const base = {
    id,
    bearer,
    condition,
    ...sentenceOf(element, named),
    ...(rule.message && { message: { de: rule.message } }),
  };
  if (rule.effect === "valid") return { ...base, effect: "valid" };
  if (named === undefined) {
    throw new NotUnderstood("unknownId", `Die Regel mit der Wirkung ${rule.effect} hat kein Ziel.`);
  }
  return { ...base, effect: rule.effect, target: place(named).path };
}

/** The German sentence behind a rule: the one that names its target, if only one does. */
function sentenceOf(
  { free_text_rules: sources }: PublishedElement,
  target: string | undefined,
): { sentence?: string } {
  const leaf = target === undefined ? undefined : idsOf(target).at(-1);
  const texts = sources.flatMap(({ text }) => text ?? []);
  const about = texts.filter((text) => leaf !== undefined && text.includes(leaf));
  const [sentence] = about.length === 1 ? about : texts.length === 1 ? texts : [];
  return sentence === undefined ? {} : { sentence };
}

function problemOf(
  { reason, message }: NotUnderstood,
  rule: PublishedRule,
  ruleId: string,
  { path }: RuleElement,
): RuleProblem {
  const code = reason === "unknownId" || reason === "ambiguousId" ? reason : "typeMismatch";
  return { code, severity: "error", path, ruleId, sentences: [rule.message ?? ruleId], message };
}
