import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { updateWorkpiece } from "#db/queries/workpieces.ts";
import type { FileProblem } from "../../catalogue/file-problem.ts";
import type { Rule } from "../../domain/rule.ts";
import { isSame } from "../../domain/versions/change.ts";
import type { ServicePackage } from "../../fim/package.ts";
import { sentenceKey } from "../../fim/package-rules.ts";
import type { OperatorParts } from "../operator.ts";
import { countFindings, examineWorkpiece } from "./build-workpiece.ts";
import { withWorkpiece, type NoWorkpiece } from "./load-workpiece.server.ts";
import { findSentence, type SentenceKey } from "./rule-sentences.ts";
import { tryPackage } from "./save-edits.server.ts";

/** What is decided of a sentence: rules that carry it out, that it needs none, or nothing (yet). */
export interface SentenceDecision {
  readonly rules: readonly Rule[];
  readonly settled: boolean;
}

export type RuleSaved =
  | { readonly kind: "saved" }
  /** Somebody else decided otherwise since the form was shown; theirs stays until it is saved once more. */
  | { readonly kind: "clash"; readonly theirs: SentenceDecision }
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] }
  | { readonly kind: "noSentence" }
  | NoWorkpiece;

/** What a package decides of a sentence. */
export function decisionOn(
  { rules = [], settled }: Pick<ServicePackage, "rules" | "settled">,
  key: SentenceKey,
): SentenceDecision {
  return {
    rules: rules.filter((rule) => sentenceKey(rule) === sentenceKey(key)),
    settled: settled.includes(key.id),
  };
}

/** The package with another decision on one sentence. A sentence is settled wherever it stands. */
export function withDecision(
  given: ServicePackage,
  key: SentenceKey,
  decision: SentenceDecision,
): ServicePackage {
  const others = (given.rules ?? []).filter((rule) => sentenceKey(rule) !== sentenceKey(key));
  const rules = [...others, ...decision.rules];
  const settled = given.settled.filter((id) => id !== key.id);
  return {
    ...given,
    rules: rules.length > 0 ? rules : undefined,
    settled: decision.settled ? [...settled, key.id] : settled,
  };
}

/** Writes into the package what becomes of a sentence; refused where rules do not fit the service, contradict each other or turn in a circle. */
export async function saveRule(
  parts: OperatorParts,
  serviceId: string,
  {
    key,
    seen,
    decision,
  }: {
    readonly key: SentenceKey;
    readonly seen: SentenceDecision;
    readonly decision: SentenceDecision;
  },
  actor: string,
): Promise<RuleSaved> {
  return withWorkpiece(parts, serviceId, async (sql, found): Promise<RuleSaved> => {
    if (!findSentence(found, key)) return { kind: "noSentence" };
    const theirs = decisionOn(found.package, key);
    if (isSame(theirs, decision)) return { kind: "saved" };
    if (!isSame(theirs, seen)) return { kind: "clash", theirs };
    const tried = tryPackage(found, withDecision(found.package, key, decision));
    if (!tried.ok) return { kind: "refused", problems: tried.problems };
    const at = parts.clock();
    await updateWorkpiece(sql, {
      ...{ serviceId, package: tried.package, filesHash: found.row.filesHash },
      findings: countFindings(examineWorkpiece(found.source, tried.built).findings),
      ...{ changedAt: at, changedBy: actor },
    });
    await insertAuditEntry(sql, {
      ...{ at, ars: null, actor, action: "workpiece.ruleDecided", subject: serviceId },
      details: { rule: key.id, place: key.bearer, rules: decision.rules.length },
    });
    return { kind: "saved" };
  });
}
