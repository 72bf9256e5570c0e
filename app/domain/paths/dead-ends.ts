import { none, type Region } from "./diagram.ts";
import type { Rule } from "../rule.ts";
import type { Value } from "../fields/kinds.ts";
import type { InstancePath, NodePath } from "../path.ts";
import { isHopeless, type Components } from "./components.ts";
import { codesOf } from "./decisions.ts";
import {
  decisionAt,
  type AnswerDemand,
  type ClaimDemand,
  type Demand,
  type PathModel,
} from "./path-model.ts";

/** Answers that lead to a place, of those questions that matter for it. */
export type Situation = Readonly<Record<InstancePath, Value | null>>;

/**
 * A place where nobody gets on. `noOption`: a mandatory question of which nothing may be chosen. `brokenRule`: a rule
 * that no answer to the questions it is about can satisfy. `emptyGroup`: a rule requires a group of which nothing is asked.
 */
export interface DeadEnd {
  readonly kind: "noOption" | "brokenRule" | "emptyGroup";
  readonly path: NodePath;
  /** Id of the page; undefined: the review. */
  readonly page?: string;
  readonly rule?: Pick<Rule, "id" | "sentence">;
  /** When one gets there; empty: always. */
  readonly when: Situation;
}

/** Finds the dead ends of a service. */
export function findDeadEnds(model: PathModel, components: Components): readonly DeadEnd[] {
  const hopeless = model.demands.filter(isHopeless).map((demand) => [demand]);
  const together = [...components.list.map(({ demands }) => demands), ...hopeless];
  const found = together.flatMap((demands) =>
    demands.flatMap((demand): DeadEnd[] => {
      if (demand.kind === "count") return [];
      const stuck =
        demand.kind === "claim"
          ? unsatisfiedAt(demand, model, demands)
          : stuckAt(demand, model, demands);
      return stuck === none ? [] : [describe(demand, stuck, model)];
    }),
  );
  return firstOfEach([
    ...found,
    ...emptyLists(model, components),
    ...emptyGroups(model, components),
  ]);
}

/** Where a mandatory question is reached and nothing can be answered. */
function stuckAt(
  demand: AnswerDemand,
  { diagram, regions, decisions }: PathModel,
  demands: readonly Demand[],
): Region {
  const { name, page = 0 } = demand;
  const before = demands.filter(
    (other) => other !== demand && other.page !== undefined && other.page <= page,
  );
  const answers = decisionAt({ decisions }, name)?.classes ?? [];
  const available = answers.flatMap(({ values: [value] }) =>
    value === undefined ? [] : [regions.allows(name, value)],
  );
  const openAllowed = diagram.and(
    demand.region,
    regions.takes(name, (value) => value === undefined),
  );
  const own = decisionNumbers(name, decisions);
  return diagram.and(
    ...before.map(({ region }) => region),
    regions.applies(name),
    diagram.not(diagram.or(...available, diagram.without(openAllowed, own))),
  );
}

/** Where a claim speaks and no answer to what it is about makes it true. */
function unsatisfiedAt(
  demand: ClaimDemand,
  { diagram, decisions }: PathModel,
  demands: readonly Demand[],
): Region {
  const { region, speaks } = demand;
  const own = concernedDecisions(demand, decisions);
  const others = diagram.and(
    ...demands.filter((other) => other !== demand).map((other) => other.region),
  );
  const met = diagram.without(diagram.and(others, region), own);
  const spoken = diagram.without(diagram.and(others, speaks), own);
  return diagram.and(spoken, diagram.not(met));
}

/** Numbers of the decisions that a claim is about. */
export function concernedDecisions(
  { concerned }: ClaimDemand,
  decisions: PathModel["decisions"],
): ReadonlySet<number> {
  const isConcerned = (name: InstancePath): boolean =>
    concerned.some(
      (place) => name === place || name.startsWith(`${place}/`) || name.startsWith(`${place}:`),
    );
  return new Set(decisions.flatMap(({ name }, number) => (isConcerned(name) ? [number] : [])));
}

function decisionNumbers(
  name: InstancePath,
  decisions: PathModel["decisions"],
): ReadonlySet<number> {
  return new Set(decisions.flatMap((one, number) => (one.name === name ? [number] : [])));
}

/** Mandatory questions on which nothing hangs and whose list is empty. */
function emptyLists(model: PathModel, { possibleWith }: Components): readonly DeadEnd[] {
  const { offering, layout } = model;
  return model.facts.flatMap(({ kind, name, path, page, region }): DeadEnd[] => {
    const node = offering.nodes.get(path)?.node;
    if (kind !== "mandatory" || node?.type !== "field") return [];
    if (node.kind !== "choice" && node.kind !== "multipleChoice") return [];
    if (codesOf(offering, node).length > 0 || decisionAt(model, name)) return [];
    const stuck = possibleWith(region);
    const id = layout.pages[page]?.placed.page.id;
    if (stuck === none) return [];
    return [
      {
        kind: "noOption",
        path,
        ...(id !== undefined && { page: id }),
        when: situation(region, model),
      },
    ];
  });
}

/** Groups that a rule requires although nothing in them is asked. */
function emptyGroups(model: PathModel, { possibleWith }: Components): readonly DeadEnd[] {
  const { offering, diagram, regions, layout } = model;
  return offering.service.rules.flatMap((rule): DeadEnd[] => {
    const placed = rule.effect === "require" ? offering.nodes.get(rule.target) : undefined;
    if (placed?.node.type !== "group" || placed.node.repeat) return [];
    const { path, within } = placed;
    const around = within.join();
    const scopes = layout.pages.filter((page) => page.placed.page.within.join() === around);
    const names = new Set(scopes.map(({ inScope }) => inScope(path)));
    return [...names].flatMap((name): DeadEnd[] => {
      const empty = diagram.and(
        regions.applies(name),
        regions.isRequired(name),
        diagram.not(regions.isAsked(name)),
      );
      return possibleWith(empty) === none
        ? []
        : [{ kind: "emptyGroup", path, rule: named(rule), when: situation(empty, model) }];
    });
  });
}

function describe(demand: Demand, stuck: Region, model: PathModel): DeadEnd {
  const page = model.layout.pages[demand.page ?? -1]?.placed.page.id;
  const where = { ...(page !== undefined && { page }), when: situation(stuck, model) };
  return demand.kind === "claim"
    ? {
        kind: "brokenRule",
        path: demand.claim.rule.bearer,
        rule: named(demand.claim.rule),
        ...where,
      }
    : { kind: "noOption", path: demand.path, ...where };
}

function named({ id, sentence }: Rule): Pick<Rule, "id" | "sentence"> {
  return { id, ...(sentence !== undefined && { sentence }) };
}

/** One example of how to get into a region. */
export function situation(region: Region, { diagram, decisions }: PathModel): Situation {
  const picked = diagram.pick(region, (number) => [...(decisions[number]?.classes.keys() ?? [])]);
  return Object.fromEntries(
    [...picked].map(([number, index]) => {
      const decision = decisions[number];
      return [decision?.name ?? "", decision?.classes[index]?.values[0] ?? null];
    }),
  );
}

/** The same place in several items is one place. */
function firstOfEach(deadEnds: readonly DeadEnd[]): readonly DeadEnd[] {
  const first = new Map<string, DeadEnd>();
  for (const one of deadEnds) {
    const key = [one.kind, one.path, one.rule?.id].join(" ");
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
