import { checkJourney } from "../check-journey.ts";
import type { Value } from "../fields/kinds.ts";
import { evaluateJourney, type Journey } from "../journey.ts";
import { compileOffering, type Offering } from "../offering.ts";
import type { InstancePath, NodePath } from "../path.ts";
import { printAnswer, type Words } from "../print-answer.ts";
import type { ServiceDefinition } from "../service.ts";
import { readInstance } from "../answer-source.ts";
import { textIn, type Language } from "../text.ts";
import { findPaths } from "./find-paths.ts";
import type { Person } from "./person.ts";
import { playForwards } from "./play-person.ts";
import { eachPerson } from "./walk-persons.ts";

/** How a question stands for somebody. */
export type AskedAs = "not" | "optional" | "required";

/** What some example persons, who answer alike where it matters, meet before and after a change. */
export interface ComparedPersons {
  readonly persons: number;
  /** Answers to the questions that were named, in their order; absent ones are not answered, or not asked. */
  readonly situation: readonly { readonly path: NodePath; readonly answer: string }[];
  /** Questions that stand otherwise. */
  readonly changes: readonly {
    readonly path: NodePath;
    readonly before: AskedAs;
    readonly after: AskedAs;
  }[];
  /** Pages that let them through before and hold them back now, and why; `path` is of the question at fault, where one is. */
  readonly heldBack: readonly {
    readonly page: string;
    readonly path?: NodePath;
    readonly code: string;
  }[];
}

interface Compared {
  readonly before: ServiceDefinition;
  readonly after: ServiceDefinition;
  /** Whose answers tell the persons apart. */
  readonly telling: readonly NodePath[];
  /** ISO date of today at the authority. */
  readonly today: string;
  readonly language: Language;
  readonly words: Words;
}

/**
 * Pages that are filled in for each side, times the questions of the service: some two seconds' work. Only in the largest services more
 * persons would come; the first of them show most.
 */
const mostWork = 70_000;

/**
 * Sends example persons of both versions of a service through both: those of the one give the same answers in the other. Whoever meets
 * the same with the same answers is told once.
 */
export function compareOfferings(compared: Compared): readonly ComparedPersons[] {
  const before = compileOffering(compared.before);
  const after = compileOffering(compared.after);
  const rows = new Map<string, ComparedPersons>();
  for (const own of [after, before]) {
    for (const person of personsOf(own, compared.today)) {
      const { answers } = playForwards(own, person);
      const [old, now] = [before, after].map((one) => evaluateJourney(one, answers, person.state));
      if (!old || !now) continue;
      const row = rowOf(old, now, compared);
      const key = JSON.stringify(row);
      rows.set(key, { ...row, persons: (rows.get(key)?.persons ?? 0) + 1 });
    }
  }
  return [...rows.values()];
}

function* personsOf(offering: Offering, today: string): Generator<Person> {
  const found = findPaths(offering, { today });
  // Every second person answers only what must be answered: each goes both ways, and nobody breaks a rule on purpose.
  const plans = found.plans.flatMap(({ wanted }) => [
    { wanted, slips: [] },
    { wanted, slips: [] },
  ]);
  let steps = 0;
  for (const person of eachPerson(offering, { plans }, { today })) {
    // Who does not get through says nothing of the change.
    if (person.trouble.length === 0) yield person;
    steps += person.steps.length;
    if (steps * offering.nodes.size > mostWork) return;
  }
}

function rowOf(
  old: Journey,
  now: Journey,
  { telling, today, language, words }: Compared,
): ComparedPersons {
  const [was, is] = [askedIn(old), askedIn(now)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  const open = new Set(checkJourney(old, today).map(({ step }) => step.address));
  return {
    persons: 0,
    situation: telling.flatMap((path) => {
      const answer = answerAt(now, path, language, words) ?? answerAt(old, path, language, words);
      return answer === undefined ? [] : [{ path, answer }];
    }),
    changes: paths.flatMap((path) => {
      const [before, after] = [was.get(path) ?? "not", is.get(path) ?? "not"];
      return before === after ? [] : [{ path, before, after }];
    }),
    heldBack: checkJourney(now, today)
      .filter(({ step }) => !open.has(step.address))
      .map(({ step, name, code }) => ({
        page: textIn(step.placed.page.title, language),
        ...(name !== undefined && { path: readInstance(name).nodePath }),
        code,
      })),
  };
}

/** Of a question that stands in several items the strictest. */
function askedIn({ steps }: Journey): ReadonlyMap<NodePath, AskedAs> {
  const asked = new Map<NodePath, AskedAs>();
  for (const { placed, required } of steps.flatMap(({ fields }) => fields))
    if (asked.get(placed.path) !== "required")
      asked.set(placed.path, required ? "required" : "optional");
  return asked;
}

function answerAt(
  journey: Journey,
  path: NodePath,
  language: Language,
  words: Words,
): string | undefined {
  const node = journey.offering.nodes.get(path)?.node;
  if (node?.type !== "field") return undefined;
  const values = Object.entries(journey.values as Readonly<Record<InstancePath, Value>>);
  const [, value] = values.find(([name]) => readInstance(name).nodePath === path) ?? [];
  return value === undefined
    ? undefined
    : printAnswer(journey, node, value, language, words).join(", ");
}
