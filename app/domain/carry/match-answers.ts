import type { Answers, Origin } from "../answers.ts";
import { fitValue } from "../fit-value.ts";
import type { Value } from "../fields/kinds.ts";
import { hasCode, type Offering, type PlacedField } from "../offering.ts";
import { parentPath, type InstancePath, type NodePath } from "../path.ts";
import type { CarriedAnswer } from "./carried.ts";
import { isCarried } from "./collect-answers.ts";

/** An answer from elsewhere for a question of this service. */
export interface Proposal {
  readonly name: InstancePath;
  readonly field: PlacedField;
  readonly value: Value;
}

/**
 * Finds the questions that carried answers fit: the same FIM id, and a value that the question takes. Where several
 * questions have that id, the one in the groups that are most alike gets it. What is answered already is left alone;
 * `isTyped` tells of what was typed and not sent yet.
 */
export function matchAnswers(
  offering: Offering,
  answers: Answers,
  carried: readonly CarriedAnswer[],
  today: string,
  isTyped: (name: InstancePath) => boolean = () => false,
): readonly Proposal[] {
  const questions = questionsOf(offering);
  const context = { today, hasCode: (list: string, code: string) => hasCode(offering, list, code) };
  const proposals = new Map<InstancePath, Proposal & { readonly likeness: number }>();
  for (const { fim, value } of carried) {
    const wanted = fim.map(plainId);
    const same = questions.filter((question) => question.fim.at(-1) === wanted.at(-1));
    const ranked = same
      .map((question) => ({ question, likeness: likenessOf(question.fim, wanted) }))
      .sort((a, b) => b.likeness - a.likeness);
    const [best] = ranked;
    if (!best) continue;
    const { field } = best.question;
    const fitting = fitValue(value as Value, field.node, context);
    const before = proposals.get(field.path);
    const isOpen = answers.values[field.path] === undefined && !isTyped(field.path);
    if (fitting === undefined || !isOpen || (before && before.likeness >= best.likeness)) continue;
    proposals.set(field.path, { name: field.path, field, value: fitting, likeness: best.likeness });
  }
  return questions.flatMap(({ field: { path } }): Proposal[] => {
    const found = proposals.get(path);
    return found ? [{ name: found.name, field: found.field, value: found.value }] : [];
  });
}

/** Answers with what was confirmed, marked by its origin. What was answered meanwhile stays. */
export function addProposals(answers: Answers, proposals: readonly Proposal[]): Answers {
  const open = proposals.filter(({ name }) => answers.values[name] === undefined);
  const origin: Origin = "carriedOver";
  return {
    ...answers,
    values: { ...answers.values, ...Object.fromEntries(open.map((one) => [one.name, one.value])) },
    origins: { ...answers.origins, ...Object.fromEntries(open.map(({ name }) => [name, origin])) },
  };
}

interface Question {
  readonly field: PlacedField;
  /** As in `CarriedAnswer`. */
  readonly fim: readonly string[];
}

/** The questions that stand once, in the order in which they are asked. */
function questionsOf(offering: Offering): readonly Question[] {
  return offering.pages
    .flatMap(({ fields }) => fields)
    .filter(({ node, within }) => node.fim && within.length === 0 && isCarried(node.kind))
    .map((field) => ({ field, fim: fimIds(offering, field.path) }));
}

function fimIds({ nodes }: Offering, path: NodePath): readonly string[] {
  const ids: string[] = [];
  for (let at = path; at !== ""; at = parentPath(at)) {
    const id = nodes.get(at)?.node.fim?.id;
    if (id !== undefined) ids.unshift(plainId(id));
  }
  return ids;
}

/** XDatenfelder 2 writes eight digits where 3 writes eleven, `000` behind the first two. */
function plainId(id: string): string {
  return id.replace(/^([FG]\d{2})(\d{6})$/, "$1000$2");
}

/** How many groups around two fields are the same, from inside out. */
function likenessOf(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
}
