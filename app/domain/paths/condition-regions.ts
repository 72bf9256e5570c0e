import type { Condition } from "../condition.ts";
import { evaluateCondition, pathsOf, statePath } from "../evaluate.ts";
import type { Value } from "../fields/kinds.ts";
import type { Place } from "../standing.ts";
import { all, none, type Diagram, type Region } from "./diagram.ts";

/** A value that counts, and where it does. */
export interface Case {
  readonly value: Value | undefined;
  readonly region: Region;
}

export interface ConditionRegions {
  readonly holds: (condition: Condition, inScope?: (path: string) => string) => Region;
  /** Where the value that counts at a path is such a one. */
  readonly where: (path: string, fits: (value: Value | undefined) => boolean) => Region;
}

/** Where conditions hold; what single questions are compared with is left to the engine's own evaluation. */
export function conditionRegions(
  { and, or, not }: Diagram,
  find: (path: string) => Place | undefined,
  cases: (path: string) => readonly Case[],
): ConditionRegions {
  const holds: ConditionRegions["holds"] = (condition, inScope = (path) => path) => {
    switch (condition.op) {
      case "always":
        return all;
      case "not":
        return not(holds(condition.condition, inScope));
      case "and":
        return and(...condition.conditions.map((part) => holds(part, inScope)));
      case "or":
        return or(...condition.conditions.map((part) => holds(part, inScope)));
      case "xor":
        return exactlyOne(condition.conditions.map((part) => holds(part, inScope)));
      case "state":
        return where(statePath, (value) => evaluateCondition(condition, () => value));
      case "calendarDay":
        return holdsTogether(condition, inScope);
      default:
        return atom({ ...condition, field: inScope(condition.field) });
    }
  };
  type Atom = Extract<Condition, { readonly field: string }>;
  const atom = (condition: Atom): Region => {
    const { field } = condition;
    const place = find(field);
    // Several answers at once: it is enough that one of them equals, and they have no order.
    if (place?.kind === "many") {
      const each = place.members().map((path) => atom({ ...condition, field: path }));
      if (condition.op === "empty") return and(...each);
      return condition.op === "equals" || condition.op === "in" ? or(...each) : none;
    }
    return where(field, (value) => evaluateCondition(condition, () => value));
  };
  const where = (path: string, fits: (value: Value | undefined) => boolean): Region =>
    or(
      ...cases(path)
        .filter(({ value }) => fits(value))
        .map(({ region }) => region),
    );
  const exactlyOne = (regions: readonly Region[]): Region =>
    or(
      ...regions.map((one, index) =>
        and(one, ...regions.filter((_other, at) => at !== index).map(not)),
      ),
    );
  const holdsTogether = (condition: Condition, inScope: (path: string) => string): Region => {
    let combined: readonly (readonly [Region, ReadonlyMap<string, Value | undefined>])[] = [
      [all, new Map()],
    ];
    for (const path of pathsOf(condition)) {
      combined = combined.flatMap(([region, values]) =>
        cases(inScope(path)).flatMap((one) => {
          const both = and(region, one.region);
          return both === none ? [] : [[both, new Map(values).set(path, one.value)] as const];
        }),
      );
    }
    return or(
      ...combined
        .filter(([, values]) => evaluateCondition(condition, (path) => values.get(path)))
        .map(([region]) => region),
    );
  };
  return { holds, where };
}
