import * as z from "zod";
import type { Condition } from "../../domain/condition.ts";
import { not } from "../../domain/evaluate.ts";
import { ruleSchema, type Rule } from "../../domain/rule.ts";
import { isSame } from "../../domain/versions/change.ts";
import { comparisons, readRow, rowOf, type RowFields, type TypedRow } from "./rule-rows.ts";
import type { RuleSentence } from "./rule-sentences.ts";

/** What a rule of rows does to its target; the last two look at answers. `onlyIf` and `requireElse` are what sentences mostly say. */
export const ruleEffects = [
  "require",
  "forbid",
  "onlyIf",
  "requireElse",
  "options",
  "valid",
] as const;
export type RuleEffect = (typeof ruleEffects)[number];

/** A rule as somebody types it; what no rows can say is typed as JSON. */
export interface TypedRule {
  readonly how: "rows" | "json";
  readonly effect: string;
  /** Node path. */
  readonly target: string;
  /** Codes that stay, with commas between them. */
  readonly codes: string;
  readonly join: string;
  readonly rows: readonly TypedRow[];
  /** German; what citizens are told where the rule holds them back. */
  readonly message: string;
  readonly json: string;
}

/** What is wrong with what was typed, by the control: `ziel`, `zeile-2`, `json`. `text` is a key below `ruleProblem`. */
export interface RuleProblem {
  readonly control: string;
  readonly text: string;
  readonly detail?: string;
}

export type TypedRuleRead =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** More rows than a sentence has parts. */
export const mostRows = 20;

/** Reads what was typed as the rules that carry out a sentence. */
export function readTypedRule(
  typed: TypedRule,
  sentence: RuleSentence,
  fields: RowFields,
): TypedRuleRead {
  return typed.how === "json"
    ? readJsonRule(typed.json, sentence)
    : readRowRule(typed, sentence, fields);
}

const jsonRules = z.union([
  z.array(z.looseObject({})),
  z.looseObject({}).transform((one) => [one]),
]);

/** One rule or a list of them; id, bearer and sentence are those of the sentence, whatever is typed. */
function readJsonRule(json: string, { id, bearer, sentence }: RuleSentence): TypedRuleRead {
  const fail = (text: string, detail: string): TypedRuleRead => ({
    ok: false,
    problems: [{ control: "json", text, detail }],
  });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return fail("notJson", error instanceof Error ? error.message : "");
  }
  const list = jsonRules.safeParse(value);
  if (!list.success || list.data.length === 0) return fail("notARule", "");
  const rules = z
    .array(ruleSchema)
    .safeParse(list.data.map((one) => ({ ...one, id, bearer, sentence })));
  if (rules.success) return { ok: true, rules: rules.data };
  return {
    ok: false,
    problems: rules.error.issues.map(({ path, message }) => ({
      ...{ control: "json", text: "notARule" },
      detail: `${path.slice(1).map(String).join(".")}: ${message}`,
    })),
  };
}

function readRowRule(
  { effect, target, codes, join, rows, message }: TypedRule,
  { id, bearer, sentence }: RuleSentence,
  fields: RowFields,
): TypedRuleRead {
  const problems: RuleProblem[] = [];
  const known = ruleEffects.find((one) => one === effect);
  if (!known) problems.push({ control: "wirkung", text: "noEffect" });
  const node = fields.get(target);
  if (known !== "valid" && !node) problems.push({ control: "ziel", text: "noTarget" });
  const conditions = rows.flatMap((row, index): Condition[] => {
    if (row.field === "" && row.value.trim() === "") return [];
    const read = readRow(row, fields);
    if (read.ok) return [read.condition];
    const { text, detail } = read;
    problems.push({
      ...{ control: `${read.part}-${String(index)}`, text },
      ...(detail !== undefined && { detail }),
    });
    return [];
  });
  if (conditions.length === 0 && problems.length === 0)
    problems.push({ control: "feld-0", text: "noRow" });
  const kept = codes.split(/[,;\s]+/).filter((code) => code !== "");
  if (known === "options") {
    const unknown = kept.filter((code) => !node?.codes?.some((option) => option.code === code));
    if (kept.length === 0) problems.push({ control: "werte", text: "noCodes" });
    else if (unknown.length > 0)
      problems.push({ control: "werte", text: "unknownCode", detail: unknown.join(", ") });
  }
  const [first, ...others] = conditions;
  if (problems.length > 0 || !known || !first) return { ok: false, problems };
  const condition: Condition =
    others.length === 0 ? first : { op: join === "or" ? "or" : "and", conditions };
  const base = {
    id,
    bearer,
    sentence,
    ...(message.trim() !== "" && { message: { de: message.trim() } }),
  };
  return { ok: true, rules: rulesOf(known, { base, condition, target, codes: kept }) };
}

function rulesOf(
  effect: RuleEffect,
  parts: {
    readonly base: Pick<Rule, "id" | "bearer" | "sentence" | "message">;
    readonly condition: Condition;
    readonly target: string;
    readonly codes: string[];
  },
): readonly Rule[] {
  const { base, condition, target, codes } = parts;
  switch (effect) {
    case "require":
    case "forbid":
      return [{ ...base, effect, target, condition }];
    case "onlyIf":
      return [{ ...base, effect: "forbid", target, condition: not(condition) }];
    case "requireElse":
      return [
        { ...base, effect: "require", target, condition },
        { ...base, effect: "forbid", target, condition: not(condition) },
      ];
    case "options":
      return [{ ...base, effect, target, condition, codes }];
    case "valid":
      return [{ ...base, effect, condition, ...(target !== "" && { target }) }];
  }
}

const empty: TypedRule = {
  ...{ how: "rows", effect: "require", target: "", codes: "", join: "and" },
  ...{ rows: [{ field: "", comparison: comparisons[0], value: "" }], message: "", json: "" },
};

/** Rules as somebody would have typed them; what rows cannot say comes as JSON. */
export function typedRuleOf(
  rules: readonly Rule[],
  { bearer }: Pick<RuleSentence, "bearer">,
  fields: RowFields,
): TypedRule {
  const [first] = rules;
  if (!first) return { ...empty, target: bearer };
  const json = JSON.stringify(rules.map(withoutFrame), undefined, 2);
  const effect = effectOf(rules);
  const condition =
    effect === "onlyIf" && first.condition.op === "not"
      ? first.condition.condition
      : first.condition;
  const isOne = rowOf(condition, fields) !== undefined || !("conditions" in condition);
  const parts = isOne || condition.op === "xor" ? [condition] : condition.conditions;
  const rows = parts.flatMap((part) => rowOf(part, fields) ?? []);
  if (!effect || rows.length !== parts.length) return { ...empty, how: "json", json };
  return {
    how: "rows",
    effect,
    target: first.target ?? "",
    codes: first.effect === "options" ? first.codes.join(", ") : "",
    join: condition.op === "or" ? "or" : "and",
    rows,
    message: first.message?.de ?? "",
    json,
  };
}

/** What is typed of a rule: id, bearer and sentence are given. */
function withoutFrame(rule: Rule): object {
  const { id: _, bearer: __, sentence: ___, ...rest } = rule;
  return rest;
}

function effectOf([first, second, ...more]: readonly Rule[]): RuleEffect | undefined {
  if (!first || more.length > 0) return undefined;
  if (second)
    return first.effect === "require" &&
      second.effect === "forbid" &&
      first.target === second.target &&
      isSame(second.condition, not(first.condition))
      ? "requireElse"
      : undefined;
  return first.effect === "forbid" && first.condition.op === "not" ? "onlyIf" : first.effect;
}
