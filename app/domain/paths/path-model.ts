import type { Claim } from "../claims.ts";
import { scoped } from "../items.ts";
import type { Offering } from "../offering.ts";
import type { InstancePath, ItemId, NodePath } from "../path.ts";
import { findDecisions, type Decision } from "./decisions.ts";
import { all, createDiagram, type Diagram, type Region } from "./diagram.ts";
import { layOut, type LaidPage, type Layout } from "./layout.ts";
import { evaluateRegions, type Regions } from "./regions.ts";

/** Something about the form that differs from one way to another. */
export interface Fact {
  /** `asked`: a question stands on the form. `mandatory`: it must be answered. `list`: the page of a repeated group. */
  readonly kind: "asked" | "mandatory" | "list";
  readonly name: InstancePath;
  readonly path: NodePath;
  /** Number of the page in the layout. */
  readonly page: number;
  readonly region: Region;
}

interface DemandBase {
  /** Where it is met, or not made at all. */
  readonly region: Region;
  /** Number of the page in the layout that makes it; undefined: the review does. */
  readonly page: number | undefined;
}
/** That a question is answered as it must be, or that a list has an item. */
export interface AnswerDemand extends DemandBase {
  readonly kind: "answer" | "count";
  readonly name: InstancePath;
  readonly path: NodePath;
}
/** That something holds among the answers. */
export interface ClaimDemand extends DemandBase {
  readonly kind: "claim";
  readonly claim: Claim;
  /** Where it says anything. */
  readonly speaks: Region;
  /** What it is about, in its place. */
  readonly concerned: readonly InstancePath[];
}
/** Something without which nobody gets to the end. */
export type Demand = AnswerDemand | ClaimDemand;

/** A service as a question of which combinations of decisions lead to which form. */
export interface PathModel {
  readonly offering: Offering;
  readonly layout: Layout;
  readonly decisions: readonly Decision[];
  readonly diagram: Diagram;
  readonly regions: Regions;
  readonly facts: readonly Fact[];
  readonly demands: readonly Demand[];
}

export interface ModelOptions {
  /** ISO date of today at the authority. */
  readonly today: string;
  /** Two digits of the Land, where the service is looked at for one authority. */
  readonly state?: string | undefined;
  /** How much work may be done; beyond it `BoundReached` is thrown. */
  readonly steps: number;
}

/** Makes the model of a service. Throws `BoundReached` where its conditions are too entangled to be solved. */
export function modelPaths(offering: Offering, options: ModelOptions): PathModel {
  const { today, state, steps } = options;
  const layout = layOut(offering);
  const decisions = findDecisions(offering, layout, today, state);
  const diagram = createDiagram(decisions.map(({ classes }) => classes.length));
  diagram.allow(steps);
  const regions = evaluateRegions({ offering, layout, decisions, diagram, state });
  const parts = { offering, layout, decisions, diagram, regions };
  return {
    ...parts,
    facts: layout.pages.flatMap((page, number) => factsOn(page, number, parts)),
    demands: [
      ...layout.pages.flatMap((page, number) => demandsOn(page, number, parts)),
      ...claimDemands(parts),
    ],
  };
}

type Parts = Omit<PathModel, "facts" | "demands">;

function factsOn(page: LaidPage, number: number, parts: Parts): readonly Fact[] {
  const { regions, diagram } = parts;
  const { placed, inScope } = page;
  if (placed.page.kind === "items") {
    const { group } = placed.page;
    const name = inScope(group);
    return [{ kind: "list", name, path: group, page: number, region: listRegion(page, parts) }];
  }
  return placed.fields.flatMap(({ path, node }): Fact[] => {
    const name = inScope(path);
    const asked = regions.applies(name);
    const mandatory = node.required ? asked : diagram.and(asked, regions.isRequired(name));
    return [
      { kind: "asked", name, path, page: number, region: asked },
      { kind: "mandatory", name, path, page: number, region: mandatory },
    ];
  });
}

/** Where the page of a repeated group is there. */
function listRegion({ placed: { page }, inScope }: LaidPage, { regions, diagram }: Parts): Region {
  const when = page.when ? regions.holds(page.when, inScope) : all;
  const list = page.kind === "items" ? inScope(page.group) : "";
  return diagram.and(when, regions.exists(list), regions.applies(list));
}

function demandsOn(page: LaidPage, number: number, parts: Parts): readonly Demand[] {
  const { regions, diagram, decisions } = parts;
  const { and, or, not } = diagram;
  const { placed, inScope } = page;
  if (placed.page.kind === "items") {
    const { group } = placed.page;
    const name = inScope(group);
    const list = decisions.find((decision) => decision.name === name);
    if (!list) return [];
    const needed = and(listRegion(page, parts), regions.isRequired(name));
    const some = regions.takes(name, (count) => Number(count) > 0);
    return [{ kind: "count", name, path: group, page: number, region: or(not(needed), some) }];
  }
  return placed.fields.flatMap(({ path, node }): Demand[] => {
    const name = inScope(path);
    const decision = decisionAt(parts, name);
    if (!decision) return [];
    const needed = node.required ? all : regions.isRequired(name);
    const open = regions.takes(name, (value) => value === undefined);
    const region = or(
      not(regions.applies(name)),
      and(open, not(needed)),
      and(not(open), availableAt(decision, parts)),
    );
    return [{ kind: "answer", name, path, page: number, region }];
  });
}

/** Where the answer to a question is one that may be chosen. */
function availableAt({ name, classes }: Decision, { regions, diagram }: Parts): Region {
  return diagram.and(
    ...classes.map(({ values: [value] }) =>
      diagram.or(
        diagram.not(regions.takes(name, (one) => one === value)),
        regions.allows(name, value),
      ),
    ),
  );
}

const byName = new WeakMap<readonly Decision[], ReadonlyMap<InstancePath, Decision>>();

/** The decision that a question or list is. */
export function decisionAt(
  { decisions }: Pick<PathModel, "decisions">,
  name: InstancePath,
): Decision | undefined {
  const known =
    byName.get(decisions) ?? new Map(decisions.map((decision) => [decision.name, decision]));
  byName.set(decisions, known);
  return known.get(name);
}

function claimDemands(parts: Parts): readonly Demand[] {
  const { offering, layout } = parts;
  return offering.claims.flatMap((claim) =>
    scopesOf(claim.within, parts).map((items): Demand => {
      const page = layout.pages.findIndex(
        (laid) => laid.placed.page.id === claim.page && laid.items.join() === items.join(),
      );
      return claimDemand(claim, items, page === -1 ? undefined : page, parts);
    }),
  );
}

function claimDemand(
  claim: Claim,
  items: readonly ItemId[],
  page: number | undefined,
  { offering, regions, diagram }: Parts,
): ClaimDemand {
  const { and, or, not } = diagram;
  const inScope = scoped(offering, claim.within, items);
  const [item] = items.slice(-1);
  const innermost = claim.within.at(-1);
  const speaks = and(
    innermost === undefined || item === undefined
      ? all
      : regions.exists(`${inScope(innermost)}:${item}`),
    ...claim.bearers.map((path) => regions.isPresent(inScope(path))),
    ...claim.unless.map((condition) => regions.holds(condition, inScope)),
    or(...claim.concerned.map((path) => regions.isAsked(inScope(path)))),
  );
  const region = or(not(speaks), regions.holds(claim.condition, inScope));
  return { kind: "claim", claim, page, speaks, region, concerned: claim.concerned.map(inScope) };
}

/** All combinations of items of repeated groups that the layout has. */
function scopesOf(groups: readonly NodePath[], parts: Parts): readonly (readonly ItemId[])[] {
  const { offering, layout } = parts;
  return groups.reduce<readonly (readonly ItemId[])[]>(
    (scopes, group, depth) =>
      scopes.flatMap((items) => {
        const list = scoped(offering, groups.slice(0, depth), items)(group);
        return (layout.answers.items[list] ?? []).map((item) => [...items, item]);
      }),
    [[]],
  );
}
