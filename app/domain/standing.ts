import type { Condition } from "./condition.ts";
import { evaluateCondition, isEmpty } from "./evaluate.ts";
import type { FieldValue, Value } from "./fields/kinds.ts";
import type { NodeTerms } from "./terms.ts";

/** A place among the answers, for the evaluation of what counts. */
export type Place =
  | {
      readonly kind: "field";
      /** The group around it; undefined at the top. */
      readonly around: string | undefined;
      readonly terms: NodeTerms;
      /** From the paths in the terms to places. */
      readonly inScope: (path: string) => string;
    }
  | {
      readonly kind: "group";
      readonly around: string | undefined;
      readonly terms: NodeTerms;
      readonly inScope: (path: string) => string;
      /** Absent while nothing below it is answered and no rule requires it. */
      readonly optional: boolean;
      /** Groups and questions in it whose answers make it present. */
      readonly members: () => readonly string[];
    }
  /** The same node in every item of a repeated group: one item that fits is enough. */
  | { readonly kind: "many"; readonly members: () => readonly string[] };

/** Where an evaluation finds its places and their answers: a whole journey, or one page with what was typed. */
export interface Source {
  /** Undefined for what is no node, e.g. the Land of the authority. */
  readonly find: (path: string) => Place | undefined;
  /** What was answered, whether it counts or not. */
  readonly answer: Answer;
}
/** `counted` finds the answers that count, for what follows from them. */
export type Answer = (
  path: string,
  counted?: (path: string) => Value | undefined,
) => Value | undefined;

/**
 * How the nodes stand: which apply, which are mandatory, whose answers count. An answer to something that does not
 * apply counts as none, so this is the fixed point of all rules; each node is evaluated once and only when asked for.
 */
export interface Standing {
  readonly applies: (path: string) => boolean;
  /** Whether a rule requires it. */
  readonly isRequired: (path: string) => boolean;
  /** The answer that counts; of a group `true` once anything below it is answered. */
  readonly value: (path: string) => Value | undefined;
  /** Codes that may be chosen; undefined: all of the list. */
  readonly codes: (path: string) => ReadonlySet<string> | undefined;
  /** Whether it applies and, where it may be absent, is there. */
  readonly isPresent: (path: string) => boolean;
  /** Whether anything in it is asked. */
  readonly isAsked: (path: string) => boolean;
  readonly holds: (condition: Condition, inScope?: (path: string) => string) => boolean;
}

/** Evaluates what a source holds. `checkService` keeps out services in which a node hangs on itself. */
export function evaluateStanding(source: Source): Standing {
  const places = new Map<string, Place | undefined>();
  const find = (path: string): Place | undefined => {
    if (!places.has(path)) places.set(path, source.find(path));
    return places.get(path);
  };
  const holds: Standing["holds"] = (condition, inScope) =>
    evaluateCondition(condition, inScope ? (path) => value(inScope(path)) : value);

  const applies: Standing["applies"] = once<boolean>(true, (path) => {
    const place = find(path);
    if (!place || place.kind === "many") return true;
    if (place.around !== undefined && !applies(place.around)) return false;
    return place.terms.applies.every((condition) => holds(condition, place.inScope));
  });
  const isRequired: Standing["isRequired"] = once<boolean>(false, (path) => {
    const place = find(path);
    if (!place || place.kind === "many") return false;
    return place.terms.requires.some((condition) => holds(condition, place.inScope));
  });
  const codes = once<ReadonlySet<string> | undefined>(undefined, (path) => {
    const place = find(path);
    if (place?.kind !== "field" || place.terms.filters.length === 0) return undefined;
    return place.terms.filters
      .filter(({ condition }) => holds(condition, place.inScope))
      .map((filter) => new Set(filter.codes))
      .reduce<ReadonlySet<string> | undefined>(
        (left, right) => (left ? new Set([...left].filter((code) => right.has(code))) : right),
        undefined,
      );
  });
  const value: Standing["value"] = once<Value | undefined>(undefined, (path) => {
    const place = find(path);
    if (!place) return source.answer(path, value);
    if (place.kind === "many") return joined(place.members().map(value));
    if (place.kind === "group") {
      return place.members().some((member) => !isEmpty(value(member))) ? true : undefined;
    }
    const { given } = place.terms;
    const isIn = place.around === undefined || applies(place.around);
    if (given && isIn && holds(given, place.inScope)) return true;
    if (!applies(path)) return undefined;
    const answer = source.answer(path, value);
    return answer === undefined || isAllowed(answer, codes(path)) ? answer : undefined;
  });
  const isPresent: Standing["isPresent"] = once<boolean>(true, (path) => {
    const place = find(path);
    if (!applies(path) || place?.kind !== "group" || !place.optional) return applies(path);
    return value(path) !== undefined || isRequired(path);
  });
  const isAsked: Standing["isAsked"] = once<boolean>(false, (path) => {
    const place = find(path);
    if (place?.kind === "many") return place.members().some(isAsked);
    return applies(path) && (place?.kind !== "group" || place.members().some(isAsked));
  });
  return { applies, isRequired, value, codes, isPresent, isAsked, holds };
}

/** Whether all chosen codes are among those that may be chosen. */
export function isAllowed(value: Value, codes: ReadonlySet<string> | undefined): boolean {
  if (!codes) return true;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return chosen.every((code) => typeof code === "string" && codes.has(code));
}

/** Remembers results; `meanwhile` answers a question that is put while it is being answered. */
function once<T>(meanwhile: T, make: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    if (known.has(path)) return known.get(path) as T;
    known.set(path, meanwhile);
    const made = make(path);
    known.set(path, made);
    return made;
  };
}

function joined(values: readonly (Value | undefined)[]): Value | undefined {
  const all: FieldValue[] = [];
  for (const value of values) {
    if (Array.isArray(value)) all.push(...(value as readonly FieldValue[]));
    else if (value !== undefined) all.push(value as FieldValue);
  }
  return all.length === 0 ? undefined : all;
}
