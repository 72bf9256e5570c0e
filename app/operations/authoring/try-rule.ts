import type { FileProblem } from "../../catalogue/file-problem.ts";
import { compareOfferings, type ComparedPersons } from "../../domain/paths/compare-offerings.ts";
import { pathsOf } from "../../domain/evaluate.ts";
import type { Words } from "../../domain/print-answer.ts";
import type { Rule } from "../../domain/rule.ts";
import type { Workpiece } from "./load-workpiece.server.ts";
import type { SentenceKey } from "./rule-sentences.ts";
import { tryPackage } from "./save-edits.server.ts";
import { withDecision } from "./save-rule.server.ts";

export type Trial =
  | { readonly ok: true; readonly rows: readonly ComparedPersons[] }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Sends example persons through the service without the sentence being carried out, and with these rules for it; stores nothing. */
export function tryRule(
  found: Workpiece,
  key: SentenceKey,
  rules: readonly Rule[],
  how: { readonly today: string; readonly language: string; readonly words: Words },
): Trial {
  const without = tryPackage(found, withDecision(found.package, key, { rules: [], settled: true }));
  if (!without.ok) return without;
  const tried = tryPackage(found, withDecision(found.package, key, { rules, settled: false }));
  if (!tried.ok) return tried;
  const named = rules.flatMap(({ condition, target }) => [...pathsOf(condition), target ?? ""]);
  const telling = [...new Set(named)].filter((path) => path !== "");
  return {
    ok: true,
    rows: compareOfferings({
      ...{ before: without.built.service, after: tried.built.service },
      ...{ telling, ...how },
    }),
  };
}
