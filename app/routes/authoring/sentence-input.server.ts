import * as z from "zod";
import { ruleSchema } from "#app/domain/rule.ts";
import { mostRows, typedRuleOf, type TypedRule } from "#app/operations/authoring/rule-form.ts";
import { comparisons, type RowFields } from "#app/operations/authoring/rule-rows.ts";
import { findSentence, type RuleSentence } from "#app/operations/authoring/rule-sentences.ts";
import type { SentenceDecision } from "#app/operations/authoring/save-rule.server.ts";
import type { Workpiece } from "#app/operations/authoring/load-workpiece.server.ts";
import { notFound } from "../responses.server.ts";

type Raw = Readonly<Record<string, readonly string[]>>;

/** The sentence that an address names. Throws 404. */
export function sentenceAt(request: Request, found: Workpiece): RuleSentence {
  const { searchParams } = new URL(request.url);
  const id = searchParams.get("regel") ?? "";
  const sentence = findSentence(found, { id, bearer: searchParams.get("an") ?? "" });
  if (!sentence) throw notFound();
  return sentence;
}

/** The form as it is shown at first: what somebody wrote, else what the translator made of the sentence. */
export function typedAtFirst(sentence: RuleSentence, fields: RowFields): TypedRule {
  return typedRuleOf(sentence.rules, sentence, fields);
}

/** What was typed; how many rows there were stands in `zeilen`. */
export function typedIn(raw: Raw): TypedRule {
  const one = (name: string) => raw[name]?.[0] ?? "";
  const count = Math.min(Number(one("zeilen")) || 1, mostRows);
  return {
    how: one("art") === "json" ? "json" : "rows",
    effect: one("wirkung"),
    target: one("ziel"),
    codes: one("werte"),
    join: one("verknuepfung"),
    rows: Array.from({ length: count }, (_, index) => ({
      field: one(`feld-${String(index)}`),
      comparison: one(`vergleich-${String(index)}`) || comparisons[0],
      value: one(`wert-${String(index)}`),
    })),
    message: one("meldung"),
    json: one("json"),
  };
}

/** The form with one row more, or without one of them. */
export function withOtherRows(typed: TypedRule, intent: string): TypedRule {
  if (intent === "addRow" && typed.rows.length < mostRows)
    return {
      ...typed,
      rows: [...typed.rows, { field: "", comparison: comparisons[0], value: "" }],
    };
  const [, removed] = /^removeRow-(\d+)$/.exec(intent) ?? [];
  return removed === undefined || typed.rows.length < 2
    ? typed
    : { ...typed, rows: typed.rows.toSpliced(Number(removed), 1) };
}

const decisionSchema = z.object({ rules: z.array(ruleSchema), settled: z.boolean() });

/** What had been decided when the form was shown. */
export function decisionSeen(raw: Raw): SentenceDecision {
  try {
    return decisionSchema.parse(JSON.parse(raw["gesehen"]?.[0] ?? ""));
  } catch {
    throw new Response(null, { status: 400 });
  }
}
