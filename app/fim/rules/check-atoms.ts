import type { Condition } from "#app/domain/condition.ts";
import type { RuleProblem } from "./problem.ts";
import type { RuleElement, RuleStructure } from "./structure.ts";

export type AtomProblem = Pick<RuleProblem, "code" | "message">;
type Value = string | number | boolean;

/** What is wrong with the single comparisons of a condition. */
export function checkAtoms(condition: Condition, structure: RuleStructure): readonly AtomProblem[] {
  switch (condition.op) {
    case "always":
    case "state":
      return [];
    case "not":
      return checkAtoms(condition.condition, structure);
    case "and":
    case "or":
    case "xor":
      return condition.conditions.flatMap((part) => checkAtoms(part, structure));
    case "calendarDay":
      return [condition.day, condition.month, condition.year].flatMap((path) =>
        withElement(path, structure, checkPart),
      );
    case "empty":
      return withElement(condition.field, structure, () => []);
    case "equals":
      return withElement(condition.field, structure, (element) =>
        checkValue(element, condition.value),
      );
    case "in":
      return withElement(condition.field, structure, (element) =>
        condition.values.flatMap((value) => checkValue(element, value)),
      );
    case "less":
    case "atMost":
      return withElement(condition.field, structure, (element) =>
        checkOrder(element, condition.value),
      );
  }
}

function withElement(
  path: string,
  { elements }: RuleStructure,
  check: (element: RuleElement) => readonly AtomProblem[],
): readonly AtomProblem[] {
  const element = elements.get(path);
  return element ? check(element) : [{ code: "unknownId", message: `${path} gibt es nicht.` }];
}

function checkValue(element: RuleElement, value: Value): readonly AtomProblem[] {
  const { id } = element;
  const shown = typeof value === "string" ? `„${value}“` : String(value);
  const mismatch = (is: string): AtomProblem[] => [
    { code: "typeMismatch", message: `${id} ist ${is} und wird mit ${shown} verglichen.` },
  ];
  switch (element.value) {
    case "boolean":
      return typeof value === "boolean" ? [] : mismatch("eine Ja-Nein-Frage");
    case "number":
      return typeof value === "number" ? [] : mismatch("eine Zahl");
    case "code": {
      if (typeof value !== "string") return mismatch("eine Auswahl");
      if (element.isSubstitute || element.codes?.some(({ code }) => code === value)) return [];
      return [
        {
          code: "wrongLiteral",
          message: `${shown} steht nicht in der Liste von ${id} (${listOf(element)}).`,
        },
      ];
    }
    case "unlisted":
      return typeof value === "string" ? [] : mismatch("eine Auswahl");
    case "date":
    case "text":
      return typeof value === "string" ? [] : mismatch("ein Text oder Datum");
    case "none":
      return mismatch("kein Feld, in dem etwas steht,");
  }
}

function listOf({ codes = [] }: RuleElement): string {
  const shown = codes.slice(0, 8).map(({ code }) => code);
  return codes.length > shown.length ? `${shown.join(", ")} …` : shown.join(", ");
}

function checkOrder(
  { id, value: kind }: RuleElement,
  bound: string | number,
): readonly AtomProblem[] {
  if (kind === "number" && typeof bound === "number") return [];
  if (kind === "date" && typeof bound === "string") return [];
  return [
    { code: "typeMismatch", message: `${id} wird mit der Grenze ${String(bound)} verglichen.` },
  ];
}

function checkPart({ id, value }: RuleElement): readonly AtomProblem[] {
  if (value === "number" || value === "code" || value === "unlisted") return [];
  return [{ code: "typeMismatch", message: `${id} ist kein Teil eines Datums.` }];
}
