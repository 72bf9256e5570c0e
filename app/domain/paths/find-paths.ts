import type { Value } from "../fields/kinds.ts";
import { statePath } from "../evaluate.ts";
import type { Offering } from "../offering.ts";
import type { NodePath } from "../path.ts";
import { findComponents, isHopeless, type Component, type Components } from "./components.ts";
import { countPaths } from "./count-paths.ts";
import { coverGoals, type Example } from "./cover.ts";
import { findDeadEnds, type DeadEnd } from "./dead-ends.ts";
import { BoundReached, type Combination } from "./diagram.ts";
import { findGoals, type Goal } from "./goals.ts";
import { modelPaths, type PathModel } from "./path-model.ts";
import { findUnreachable, type Unreachable } from "./unreachable.ts";
import type { Slip, Wanted } from "./slip.ts";

export interface FindOptions {
  /** ISO date of today at the authority. */
  readonly today: string;
  /** Two digits of the Land, where the service is looked at for one authority; otherwise every Land is tried. */
  readonly state?: string | undefined;
  /** How much work each part of the search may do; what goes beyond is told as not complete. */
  readonly steps?: number;
}

/** Decisions that hang together, and what they decide. */
export interface PathComponent {
  /** Node paths of questions and repeated groups; `@state` for the Land. */
  readonly decides: readonly NodePath[];
  /** Node paths of what is asked or not, mandatory or not. */
  readonly decided: readonly NodePath[];
  /** How many different forms they lead to; where it is not complete, at least. */
  readonly paths: bigint;
  readonly complete: boolean;
}

/** Who goes through a service to show it all: what is wanted of the decisions, and which rules are broken at first. */
export interface PersonPlan {
  readonly wanted: Wanted;
  readonly slips: readonly Slip[];
}

export interface FoundPaths {
  /** How many different forms the service can become: its components multiplied. */
  readonly paths: bigint;
  /** False where a bound was reached: then there are at least so many. */
  readonly complete: boolean;
  readonly components: readonly PathComponent[];
  readonly deadEnds: readonly DeadEnd[];
  readonly unreachable: readonly Unreachable[];
  readonly plans: readonly PersonPlan[];
  /** Fewer people cannot show all of it; proven to be the fewest where there are just so many plans. */
  readonly leastPersons: number;
}

/** Keeps the search of any service below about a fifth of a second; genuine services take a tenth of that. */
const defaultSteps = 60_000;

/**
 * Finds all ways through an offering: how many there are, where they end without a way out, and few people who show
 * them all. Exact, since it reckons with sets of answers and never walks the ways one by one.
 */
export function findPaths(offering: Offering, options: FindOptions): FoundPaths {
  const { steps = defaultSteps } = options;
  const model = within(() => modelPaths(offering, { ...options, steps }));
  const components = model && limited(model, steps, () => findComponents(model));
  if (!model || !components) return unknownPaths;
  const counted = components.list.map((component) => describe(component, model, steps));
  const planned = limited(model, steps * 4, () => plan(model, components, steps));
  const deadEnds = limited(model, steps * 4, () => findDeadEnds(model, components));
  const unreachable = limited(model, steps * 4, () =>
    findUnreachable(model, components.possibleWith),
  );
  const isHopelessService = model.demands.some(isHopeless);
  return {
    paths: isHopelessService ? 0n : counted.reduce((product, { paths }) => product * paths, 1n),
    complete:
      counted.every(({ complete }) => complete) &&
      planned !== undefined &&
      deadEnds !== undefined &&
      unreachable !== undefined,
    components: counted,
    deadEnds: deadEnds ?? [],
    unreachable: unreachable ?? [],
    plans: isHopelessService ? [] : (planned?.plans ?? unknownPaths.plans),
    leastPersons: isHopelessService ? 0 : (planned?.least ?? unknownPaths.leastPersons),
  };
}

/** At least somebody answers everything. */
const unknownPaths: FoundPaths = {
  paths: 1n,
  complete: false,
  components: [],
  deadEnds: [],
  unreachable: [],
  plans: [{ wanted: new Map(), slips: [] }],
  leastPersons: 1,
};

function within<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof BoundReached) return undefined;
    throw error;
  }
}

function limited<T>({ diagram }: PathModel, steps: number, work: () => T): T | undefined {
  diagram.allow(steps);
  return within(work);
}

function describe(component: Component, model: PathModel, steps: number): PathComponent {
  const regions = component.facts.map(({ region }) => region);
  model.diagram.allow(steps);
  const counted = countPaths(model.diagram, regions, component.possible);
  const names = [...component.decisions].flatMap((number) => model.decisions[number]?.path ?? []);
  return {
    decides: [...new Set(names)],
    decided: [...new Set(component.facts.map(({ path }) => path))],
    ...counted,
  };
}

function plan(
  model: PathModel,
  { list }: Components,
  steps: number,
): { readonly plans: readonly PersonPlan[]; readonly least: number } {
  const goals = goalsBy(model, list);
  const loose = looseWishes(model, list);
  const { people, least } = coverGoals(model, list, (one) => goals.get(one) ?? [], steps);
  const plans = people.map((examples): PersonPlan => ({
    wanted: new Map([...loose, ...examples.flatMap((one) => [...wishesOf(one, model)])]),
    slips: examples.flatMap((one) => slipsOf(one, model)),
  }));
  return { plans, least };
}

/** Goals by the component to which they belong. */
function goalsBy(
  model: PathModel,
  list: readonly Component[],
): ReadonlyMap<Component | undefined, readonly Goal[]> {
  const componentOf = new Map(
    list.flatMap((one) => [...one.decisions].map((number) => [number, one] as const)),
  );
  return Map.groupBy(findGoals(model), ({ region, broken }) => {
    const [number] = model.diagram.decisionsOf(broken?.demand.region ?? region);
    return componentOf.get(number ?? -1);
  });
}

/** Decisions that change nothing are taken as they come. */
function looseWishes({ decisions }: PathModel, list: readonly Component[]): Wanted {
  const bound = new Set(list.flatMap((one) => [...one.decisions]));
  return new Map(
    decisions.flatMap(({ name, classes }, number) =>
      bound.has(number) ? [] : [[name, classes.at(-1)?.values[0]] as const],
    ),
  );
}

function wishesOf(
  { values }: Example,
  { decisions }: PathModel,
): readonly [string, Value | undefined][] {
  return [...values].flatMap(([number, value]) => {
    const decision = decisions[number];
    return decision ? [[decision.name, value]] : [];
  });
}

function slipsOf({ broken: all }: Example, model: PathModel): readonly Slip[] {
  return all.map(({ broken, combination }) => ({
    page: model.layout.pages[broken.demand.page ?? -1]?.placed.page.id,
    wanted: wantedIn(combination, broken.decisions, model),
  }));
}

function wantedIn(
  combination: Combination,
  own: ReadonlySet<number>,
  { decisions }: PathModel,
): Wanted {
  return new Map(
    [...combination].flatMap(([number, index]) => {
      const decision = decisions[number];
      return decision && own.has(number)
        ? [[decision.name, decision.classes[index]?.values[0]] as const]
        : [];
    }),
  );
}

/** The Land that a plan wants. */
export function stateIn({ wanted }: PersonPlan): string | undefined {
  const state = wanted.get(statePath);
  return typeof state === "string" ? state : undefined;
}
