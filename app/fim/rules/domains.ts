import type { Condition } from "#app/domain/condition.ts";
import { statePath } from "#app/domain/evaluate.ts";
import type { RuleElement, RuleStructure } from "./structure.ts";

export { statePath };

/** A value of a field, or several chosen codes; undefined: unanswered. */
export type Cell = string | number | boolean | string[] | undefined;

/** A text or code that no condition names. */
const other = "@other";

/** Values of a field that the conditions can tell apart, unanswered among them. */
export function domainOf(
  path: string,
  conditions: readonly Condition[],
  { elements }: RuleStructure,
): readonly Cell[] {
  const atoms = conditions.flatMap(atomsOf);
  const role = atoms.map((atom) => partOfDay(atom, path)).find((values) => values !== undefined);
  if (role) return [undefined, ...role];
  const sets = atoms.flatMap((atom) => setOf(atom, path));
  const bounds = atoms.flatMap((atom) => boundOf(atom, path));
  const element = elements.get(path);
  switch (element?.value) {
    case "boolean":
      return [undefined, true, false];
    case "code":
      return several(element, representatives(element, sets));
    case "number":
      return [undefined, ...new Set([0, ...sets.flat(), ...bounds].flatMap(around))];
    case "date":
      return [undefined, "0001-01-01", ...new Set(bounds.map(String)), "9999-12-31"];
    case "unlisted":
    case "text":
      return [undefined, ...new Set(sets.flat().map(String)), other];
    case "none":
      return [undefined, true];
    case undefined:
      return [undefined, ...new Set(sets.flat()), other];
  }
}

type Atom = Exclude<Condition, { op: "not" | "and" | "or" | "xor" }>;

function atomsOf(condition: Condition): readonly Atom[] {
  switch (condition.op) {
    case "not":
      return atomsOf(condition.condition);
    case "and":
    case "or":
    case "xor":
      return condition.conditions.flatMap(atomsOf);
    default:
      return [condition];
  }
}

function setOf(atom: Atom, path: string): readonly (readonly (string | number | boolean)[])[] {
  if (atom.op === "equals" && atom.field === path) return [[atom.value]];
  if (atom.op === "in" && atom.field === path) return [atom.values];
  return [];
}

function boundOf(atom: Atom, path: string): readonly (string | number)[] {
  return (atom.op === "less" || atom.op === "atMost") && atom.field === path ? [atom.value] : [];
}

/** Days, months and years among which some are no day of the calendar. */
function partOfDay(atom: Atom, path: string): readonly number[] | undefined {
  if (atom.op !== "calendarDay") return undefined;
  if (atom.day === path) return [1, 31];
  if (atom.month === path) return [1, 2];
  return atom.year === path ? [2019] : undefined;
}

/** One code of each kind: those that lie in the same of all named sets are alike. */
function representatives(
  { codes = [] }: RuleElement,
  sets: readonly (readonly unknown[])[],
): readonly string[] {
  const members = sets.map((set) => new Set(set));
  const kinds = new Map<string, string>();
  for (const { code } of codes) {
    const kind = members.map((set) => (set.has(code) ? "1" : "0")).join("");
    if (!kinds.has(kind)) kinds.set(kind, code);
  }
  return [...kinds.values()];
}

/** Of a multiple choice also two at once. */
function several({ isRepeated }: RuleElement, codes: readonly string[]): readonly Cell[] {
  if (!isRepeated) return [undefined, ...codes];
  const pairs = codes.flatMap((left, index) =>
    codes.slice(index + 1).map((right): string[] => [left, right]),
  );
  return [undefined, ...codes.map((code): string[] => [code]), ...pairs];
}

function around(value: string | number | boolean): readonly number[] {
  return typeof value === "number" ? [value - 1, value, value + 1] : [];
}

/** Länder that the conditions can tell apart; none where they do not ask for it. */
export function stateDomain(conditions: readonly Condition[]): readonly string[] {
  const sets = conditions
    .flatMap(atomsOf)
    .flatMap((atom) => (atom.op === "state" ? [new Set(atom.states)] : []));
  if (sets.length === 0) return [];
  const kinds = new Map<string, string>();
  for (let number = 1; number <= 16; number += 1) {
    const state = String(number).padStart(2, "0");
    const kind = sets.map((set) => (set.has(state) ? "1" : "0")).join("");
    if (!kinds.has(kind)) kinds.set(kind, state);
  }
  return [...kinds.values()];
}
