import type { Rule } from "#app/domain/rule.ts";
import type { OpenPoint } from "#app/domain/service.ts";
import type { ServicePackage } from "./package.ts";
import { warning, type ImportProblem } from "./problems.ts";
import type { RuleStructure } from "./rules/structure.ts";
import { sentenceOf } from "./rules/translate-rules.ts";

interface Laid {
  readonly rules: readonly Rule[];
  readonly openPoints: readonly OpenPoint[];
}

/** Ids that FIM gives to rules; others are names of one's own. */
const ofSchema = /^R\d/;

/** Where a sentence stands: the same one may be borne by several places. */
export function sentenceKey({ id, bearer }: Pick<Rule, "id" | "bearer">): string {
  return `${bearer} ${id}`;
}

/**
 * Lays the rules of a package over those of the import. What a rule of the package says stands in place of whatever the import made of
 * the same sentence at the same place; a rule whose sentence is gone is left out, one whose sentence reads otherwise by now is told.
 */
export function layRules(
  imported: Laid,
  { settled, rules: own = [] }: Pick<ServicePackage, "settled" | "rules">,
  structure: RuleStructure,
  problems: ImportProblem[],
): Laid {
  const isSettled = new Set(settled);
  const kept = own.filter((rule) => stillThere(rule, structure, problems));
  const written = new Set(kept.map(sentenceKey));
  return {
    // What the package settles in its own way is not carried out a second time.
    rules: [
      ...imported.rules.filter(
        (rule) => !isSettled.has(rule.id) && !written.has(sentenceKey(rule)),
      ),
      ...kept,
    ],
    openPoints: imported.openPoints.filter(
      ({ id, path }) =>
        id === undefined || !(isSettled.has(id) || written.has(sentenceKey({ id, bearer: path }))),
    ),
  };
}

function stillThere(
  { id, bearer, sentence }: Rule,
  { elements }: RuleStructure,
  problems: ImportProblem[],
): boolean {
  if (!ofSchema.test(id)) return true;
  const source = elements.get(bearer)?.rules.find((rule) => rule.id === id);
  if (!source) {
    const text = `no sentence "${id}" stands at "${bearer}" (any more)`;
    problems.push(warning("unknownRule", text, { path: bearer }));
    return false;
  }
  if (sentence !== undefined && sentenceOf(source) !== sentence) {
    const text = `${id}: the sentence reads otherwise than when its rule was written`;
    problems.push(warning("sentenceChanged", text, { path: bearer }));
  }
  return true;
}
