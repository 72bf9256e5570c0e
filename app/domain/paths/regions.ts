import { answerSource } from "../answer-source.ts";
import { isEmpty, statePath } from "../evaluate.ts";
import type { FieldValue, Value } from "../fields/kinds.ts";
import type { Offering } from "../offering.ts";
import type { InstancePath } from "../path.ts";
import { isAllowed, type Place } from "../standing.ts";
import type { CodeFilter } from "../terms.ts";
import type { Decision } from "./decisions.ts";
import { conditionRegions, type Case, type ConditionRegions } from "./condition-regions.ts";
import { all, none, type Diagram, type Region } from "./diagram.ts";
import type { Layout } from "./layout.ts";

/** The same questions as of a `Standing`, answered for all combinations of decisions at once. */
export interface Regions {
  readonly applies: (path: InstancePath) => Region;
  readonly isRequired: (path: InstancePath) => Region;
  readonly isPresent: (path: InstancePath) => Region;
  readonly isAsked: (path: InstancePath) => Region;
  /** Where a question has an answer that counts, or a group any. */
  readonly isAnswered: (path: InstancePath) => Region;
  /** Values that count; the regions cover everything and do not overlap. */
  readonly cases: (path: InstancePath) => readonly Case[];
  /** Where an answer may be chosen. */
  readonly allows: (path: InstancePath, value: Value | undefined) => Region;
  /** Where the repeated groups around a path have these items. */
  readonly exists: (path: InstancePath) => Region;
  /** Where a decision falls so, whether it counts or not. */
  readonly takes: (name: InstancePath, values: (value: Value | undefined) => boolean) => Region;
  readonly holds: ConditionRegions["holds"];
}

interface Setting {
  readonly offering: Offering;
  readonly layout: Layout;
  readonly decisions: readonly Decision[];
  readonly diagram: Diagram;
  /** The Land of the authority where it is settled. */
  readonly state: string | undefined;
}

/** Evaluates a service for all answers at once, by the same terms as `evaluateStanding` does for one set of them. */
export function evaluateRegions({ offering, layout, decisions, diagram, state }: Setting): Regions {
  const { and, or, not } = diagram;
  const source = answerSource(offering, layout.answers, state);
  const numbers = new Map(decisions.map(({ name }, index) => [name, index]));
  const places = new Map<InstancePath, Place | undefined>();
  const find = (path: InstancePath): Place | undefined => {
    if (!places.has(path)) places.set(path, source.find(path));
    return places.get(path);
  };

  const takes: Regions["takes"] = (name, fits) => {
    const number = numbers.get(name);
    const classes = decisions[number ?? -1]?.classes ?? [];
    const fitting = classes.flatMap(({ values }, index) => (fits(values[0]) ? [index] : []));
    return number === undefined ? none : diagram.takes(number, new Set(fitting));
  };
  const exists: Regions["exists"] = once<Region>(all, (path) => {
    const cut = path.lastIndexOf(":");
    if (cut === -1) return all;
    const list = path.slice(0, cut);
    const [item = ""] = path.slice(cut + 1).split("/", 1);
    const around = exists(list);
    if (!numbers.has(list)) return around;
    return and(
      around,
      takes(list, (count) => Number(count) >= Number(item)),
    );
  });

  const { holds, where } = conditionRegions(diagram, find, (path) => cases(path));

  const applies: Regions["applies"] = once<Region>(all, (path) => {
    const place = find(path);
    if (!place || place.kind === "many") return all;
    const around = place.around === undefined ? all : applies(place.around);
    return and(
      around,
      exists(path),
      ...place.terms.applies.map((condition) => holds(condition, place.inScope)),
    );
  });
  const isRequired: Regions["isRequired"] = once<Region>(none, (path) => {
    const place = find(path);
    if (!place || place.kind === "many") return none;
    return or(...place.terms.requires.map((condition) => holds(condition, place.inScope)));
  });
  const filterHolds = (path: InstancePath, { condition }: CodeFilter): Region => {
    const place = find(path);
    return place?.kind === "field" ? holds(condition, place.inScope) : none;
  };
  const allows: Regions["allows"] = (path, value) => {
    const place = find(path);
    if (place?.kind !== "field" || value === undefined) return all;
    const breaking = place.terms.filters.filter(({ codes }) => !isAllowed(value, new Set(codes)));
    return and(...breaking.map((filter) => not(filterHolds(path, filter))));
  };
  const cases: Regions["cases"] = once<readonly Case[]>(
    [{ value: undefined, region: all }],
    (path) => {
      const place = find(path);
      if (!place) return path === statePath ? stateCases() : [{ value: undefined, region: all }];
      if (place.kind === "many") return together(place.members().map(cases));
      if (place.kind === "group") {
        const region = or(...place.members().map(isAnswered));
        return [
          { value: true, region },
          { value: undefined, region: not(region) },
        ];
      }
      const { given } = place.terms;
      const isIn = place.around === undefined ? all : and(applies(place.around), exists(path));
      const givenRegion = given ? and(isIn, holds(given, place.inScope)) : none;
      const asked = and(applies(path), not(givenRegion));
      const answered = answersTo(path).map(({ value, region }) => ({
        value,
        region: and(asked, region, allows(path, value)),
      }));
      const rest = not(or(givenRegion, ...answered.map(({ region }) => region)));
      return [
        ...(givenRegion === none ? [] : [{ value: true, region: givenRegion }]),
        ...answered,
        { value: undefined, region: rest },
      ];
    },
  );
  /** What is said to a question, whether it counts or not. */
  const answersTo = (path: InstancePath): readonly Case[] => {
    const number = numbers.get(path);
    if (number === undefined) {
      const value = source.answer(path);
      return value === undefined ? [] : [{ value, region: all }];
    }
    return (decisions[number]?.classes ?? []).flatMap(({ values: [value] }, index) =>
      value === undefined ? [] : [{ value, region: diagram.takes(number, new Set([index])) }],
    );
  };
  const stateCases = (): readonly Case[] =>
    numbers.has(statePath) ? answersTo(statePath) : [{ value: state, region: all }];
  const together = (each: readonly (readonly Case[])[]): readonly Case[] =>
    each.reduce<readonly Case[]>(
      (known, more) =>
        known.flatMap((left) =>
          more.flatMap((right) => {
            const region = and(left.region, right.region);
            return region === none ? [] : [{ value: joined(left.value, right.value), region }];
          }),
        ),
      [{ value: undefined, region: all }],
    );

  const isAnswered: Regions["isAnswered"] = once<Region>(none, (path) => {
    const place = find(path);
    if (place?.kind === "many") return or(...place.members().map(isAnswered));
    if (place?.kind === "group") return or(...place.members().map(isAnswered));
    // What nothing in the service looks at is answered wherever it is asked.
    if (place && !numbers.has(path) && source.answer(path) === undefined) return applies(path);
    return where(path, (value) => !isEmpty(value));
  });
  const isPresent: Regions["isPresent"] = (path) => {
    const place = find(path);
    if (place?.kind !== "group" || !place.optional) return applies(path);
    return and(applies(path), or(isAnswered(path), isRequired(path)));
  };
  const isAsked: Regions["isAsked"] = once<Region>(none, (path) => {
    const place = find(path);
    if (place?.kind === "many") return or(...place.members().map(isAsked));
    if (place?.kind !== "group") return applies(path);
    return and(applies(path), or(...place.members().map(isAsked)));
  });
  return {
    applies,
    isRequired,
    isPresent,
    isAsked,
    isAnswered,
    cases,
    allows,
    exists,
    takes,
    holds,
  };
}

function joined(left: Value | undefined, right: Value | undefined): Value | undefined {
  if (left === undefined && right === undefined) return undefined;
  const flat = (value: Value | undefined): readonly FieldValue[] =>
    value === undefined
      ? []
      : Array.isArray(value)
        ? (value as readonly FieldValue[])
        : [value as FieldValue];
  return [...flat(left), ...flat(right)];
}

/** Remembers results; `meanwhile` answers a question that is put while it is being answered. */
function once<T>(meanwhile: T, make: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const old = known.get(path);
    if (old !== undefined) return old;
    known.set(path, meanwhile);
    const made = make(path);
    known.set(path, made);
    return made;
  };
}
