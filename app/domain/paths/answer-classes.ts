import type { Condition } from "../condition.ts";
import { evaluateCondition, isEmpty } from "../evaluate.ts";
import type { CheckContext } from "../fields/field-kind.ts";
import type { FieldValue, Value } from "../fields/kinds.ts";
import { hasLines } from "../read-field.ts";
import type { Field } from "../service.ts";
import { isTaken, sampleValue } from "./sample-value.ts";

/** Answers between which nothing in the service tells apart. */
export interface AnswerClass {
  /** At least one; `undefined`: the question stays open. */
  readonly values: readonly (Value | undefined)[];
  /** Those that conditions name one by one. */
  readonly named: readonly Value[];
}

/** How a service looks at the answers to one question. */
export interface Look {
  /** Conditions that look at this question alone, whatever path they name it by. */
  readonly atoms: readonly Condition[];
  /** As what it takes part in a day of the calendar. */
  readonly roles: ReadonlySet<"day" | "month" | "year">;
  /** Lists of codes to which rules narrow it. */
  readonly filters: readonly ReadonlySet<string>[];
}
export const noLook: Look = { atoms: [], roles: new Set(), filters: [] };

/** All subsets of so many kinds of codes are tried; of more only single ones, pairs and all of them. */
const mostSubsets = 5;

/** Sorts the answers that the engine takes into classes; the open question first where it may stay open. */
export function answerClasses(
  field: Field,
  look: Look,
  codes: readonly string[],
  context: CheckContext,
): readonly AnswerClass[] {
  const open: AnswerClass = { values: [undefined], named: [] };
  const literal = new Set(look.atoms.flatMap(wanted));
  const answers = fieldCandidates(field, look, codes, context);
  const classes = [...Map.groupBy(answers, (value) => keyOf(value, look)).values()];
  const answered = classes.map((values): AnswerClass => ({
    values: distinct(values),
    named: distinct(values).filter((value) => literal.has(value)),
  }));
  return field.required && answered.length > 0 ? answered : [open, ...answered];
}

function fieldCandidates(
  field: Field,
  look: Look,
  codes: readonly string[],
  context: CheckContext,
): readonly Value[] {
  if (field.kind === "multipleChoice") return subsets(field, codeKinds(codes, look), codes);
  const sample = sampleValue(field, context, codes);
  const named =
    field.kind === "choice" ? codes : [...look.atoms.flatMap(literals(field)), ...calendar(look)];
  const both: readonly FieldValue[] = field.kind === "yesNo" ? [true, false] : [];
  const taken = [...both, ...named].filter((value) => isTaken(field, value, context));
  const single = sample === undefined ? taken : [sample, ...taken];
  const { kind, repeat } = field;
  if (!repeat || !hasLines({ kind, repeat })) return single;
  const lines = single.map((value): Value => lineUp([value], repeat.min));
  const isAllPossible = single.length > 1 && single.length <= (repeat.max ?? Infinity);
  return isAllPossible ? [...lines, lineUp(single, repeat.min)] : lines;
}

/** As many lines as are needed at least. */
function lineUp(values: readonly FieldValue[], least: number): readonly FieldValue[] {
  const lines = [...values];
  for (const value of values) while (lines.length < least) lines.push(value);
  return lines;
}

/** Days, months and years that a calendar tells apart. */
function calendar({ roles }: Look): readonly FieldValue[] {
  const numbers = [
    ...(roles.has("day") ? [28, 29, 30, 31, 32] : []),
    ...(roles.has("month") ? [1, 2, 4, 13] : []),
    ...(roles.has("year") ? [2023, 2024] : []),
  ];
  return numbers.flatMap((one) => [one, String(one), String(one).padStart(2, "0")]);
}

/** What a condition asks for by name. */
function wanted(atom: Condition): readonly unknown[] {
  return atom.op === "equals" ? [atom.value] : atom.op === "in" ? atom.values : [];
}

/** What a condition compares with, and what lies just beside it. */
function literals(field: Field): (atom: Condition) => readonly FieldValue[] {
  return (atom) => {
    switch (atom.op) {
      case "equals":
        return [atom.value];
      case "in":
        return atom.values;
      case "less":
      case "atMost":
        return typeof atom.value === "number"
          ? numbersAround(field, atom.value)
          : textsAround(atom.value);
      default:
        return [];
    }
  };
}

function numbersAround({ kind }: Field, bound: number): readonly number[] {
  const half = kind === "number" ? [bound - 0.5, bound + 0.5] : [];
  return [bound - 1, bound, bound + 1, ...half];
}

/** Days before and after a day, minutes before and after a time. */
function textsAround(bound: string): readonly string[] {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})?T?(\d{2}:\d{2})?$/.exec(bound) ?? [];
  if (day === undefined && time === undefined) return [bound, `${bound}a`, "0", "A", "zz"];
  const moment = Date.parse(`${day ?? "2000-01-01"}T${time ?? "12:00"}:00Z`);
  if (Number.isNaN(moment)) return [bound];
  const step = time === undefined ? 86_400_000 : 60_000;
  return [-step, 0, step].map((distance) => {
    const text = new Date(moment + distance).toISOString();
    return day === undefined ? text.slice(11, 16) : text.slice(0, bound.length);
  });
}

/** Codes, one for each way in which the service looks at them. */
function codeKinds(codes: readonly string[], look: Look): readonly string[] {
  const kinds = Map.groupBy(codes, (code) => keyOf([code], look));
  return [...kinds.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

function subsets(
  { repeat }: Field,
  kinds: readonly string[],
  codes: readonly string[],
): readonly Value[] {
  const sets =
    kinds.length <= mostSubsets
      ? Array.from({ length: 2 ** kinds.length }, (_, bits) =>
          kinds.filter((_code, index) => (bits >> index) % 2 === 1),
        ).sort((left, right) => left.length - right.length)
      : [
          ...kinds.map((code) => [code]),
          ...kinds.flatMap((code, index) => kinds.slice(index + 1).map((other) => [code, other])),
          [...kinds],
        ];
  const { min, max } = repeat ?? { min: 1, max: null };
  return sets
    .filter(({ length }) => length > 0)
    .map((set) =>
      [...set, ...codes.filter((code) => !set.includes(code))].slice(0, Math.max(min, set.length)),
    )
    .filter(({ length }) => length >= min && (max === null || length <= max));
}

function keyOf(value: Value, { atoms, roles, filters }: Look): string {
  const truths = atoms.map((atom) => evaluateCondition(atom, () => value));
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
  const fits = filters.map((allowed) => codes.every((code) => allowed.has(code as string)));
  const parts = [...roles].map((role) => calendarKey(role, Number(value)));
  return JSON.stringify([isEmpty(value), truths, fits, parts]);
}

/** Numbers of a day, month or year between which no calendar tells apart. */
function calendarKey(role: "day" | "month" | "year", number: number): string {
  if (!Number.isInteger(number) || number < 1) return "none";
  switch (role) {
    case "day":
      return number < 29 ? "28" : number > 31 ? "none" : String(number);
    case "month":
      return number > 12
        ? "none"
        : number === 2
          ? "february"
          : [4, 6, 9, 11].includes(number)
            ? "30"
            : "31";
    case "year":
      return new Date(Date.UTC(number, 1, 29)).getUTCMonth() === 1 ? "leap" : "common";
  }
}

function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
