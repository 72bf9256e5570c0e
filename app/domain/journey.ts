import type { Answers } from "./answers.ts";
import { evaluateCondition, type Lookup } from "./evaluate.ts";
import type { Value } from "./fields/kinds.ts";
import {
  inheritedCondition,
  type Offering,
  type PlacedField,
  type PlacedPage,
} from "./offering.ts";
import type { InstancePath, ItemId, NodePath } from "./path.ts";
import type { Group } from "./service.ts";

/** One page of one citizen: a page inside a repeated group stands once per item. */
export interface Step {
  /** Address below the service: `hund`, or `hund/k3f9`, or `impfung/k3f9.x2aa`. */
  readonly address: string;
  readonly placed: PlacedPage;
  /** Items of the repeated groups around it, from outside in. */
  readonly items: readonly ItemId[];
  /** Visible fields with their instance paths. */
  readonly fields: readonly StepField[];
  readonly complete: boolean;
}
export interface StepField {
  readonly name: InstancePath;
  readonly placed: PlacedField;
}

/** Values of visible fields on reachable and unreachable pages alike, everything hidden dropped. */
declare const pruned: unique symbol;
export type CountedValues = Readonly<Record<InstancePath, Value>> & { readonly [pruned]: true };

/** What a citizen's answers and an offering give: which pages exist, where one may go, what counts. */
export interface Journey {
  readonly offering: Offering;
  readonly answers: Answers;
  readonly steps: readonly Step[];
  readonly values: CountedValues;
  /** Index of the first step that is not complete; `steps.length` where all are. */
  readonly furthest: number;
}

/** Derives the journey in one pass from front to back. No progress is stored anywhere. */
export function evaluateJourney(offering: Offering, answers: Answers): Journey {
  const values: Record<InstancePath, Value> = {};
  const lookup: Lookup = (path) => values[path];
  const steps: Step[] = [];

  const walk = (from: number, to: number, items: readonly ItemId[]): void => {
    let index = from;
    while (index < to) {
      const placed = offering.pages[index];
      if (!placed) return;
      const group = placed.page.within[items.length];
      if (group === undefined) {
        const step = evaluateStep(offering, answers, placed, items, values, lookup);
        if (step) steps.push(step);
        index += 1;
        continue;
      }
      let end = index;
      while (end < to && offering.pages[end]?.page.within[items.length] === group) end += 1;
      for (const item of itemsOf(offering, answers, group, items))
        walk(index, end, [...items, item]);
      index = end;
    }
  };
  walk(0, offering.pages.length, []);

  const firstOpen = steps.findIndex((step) => !step.complete);
  return {
    offering,
    answers,
    steps,
    values: values as CountedValues,
    furthest: firstOpen === -1 ? steps.length : firstOpen,
  };
}

function evaluateStep(
  offering: Offering,
  answers: Answers,
  placed: PlacedPage,
  items: readonly ItemId[],
  values: Record<InstancePath, Value>,
  lookup: Lookup,
): Step | undefined {
  const { page } = placed;
  const inScope = scoped(offering, page.within, items);
  const holds: Lookup = (path) => lookup(inScope(path));
  if (page.when && !evaluateCondition(page.when, holds)) return undefined;
  const address = items.length === 0 ? page.id : `${page.id}/${items.join(".")}`;
  if (page.kind === "items") {
    const condition = inheritedCondition(offering.nodes, page.group);
    if (condition && !evaluateCondition(condition, holds)) return undefined;
    const complete = itemCountFits(offering, answers, page.group, items);
    return { address, placed, items, fields: [], complete };
  }
  const fields: StepField[] = [];
  let complete = true;
  for (const field of placed.fields) {
    if (!field.conditions.every((condition) => evaluateCondition(condition, holds))) continue;
    const name = inScope(field.path);
    fields.push({ name, placed: field });
    const value = ownContent(field) ?? answers.values[name];
    if (value !== undefined) values[name] = value;
    else if (field.node.required) complete = false;
  }
  return fields.length === 0 ? undefined : { address, placed, items, fields, complete };
}

/** Hidden and locked fields hold what the definition says, whatever was sent. */
function ownContent({ node }: PlacedField): string | undefined {
  return node.kind === "hidden" || node.kind === "locked" ? node.options.content : undefined;
}

/**
 * Turns node paths into instance paths: each item applies to the repeated group of the same rank, as far as
 * that group encloses the node. A node in a repeated group outside this scope keeps its bare path.
 */
export function scoped(
  offering: Offering,
  groups: readonly NodePath[],
  items: readonly ItemId[],
): (path: NodePath) => InstancePath {
  if (items.length === 0) return (path) => path;
  return (path) => {
    const within = offering.nodes.get(path)?.within ?? [];
    return within.reduceRight((instance, group, depth) => {
      const item = groups[depth] === group ? items[depth] : undefined;
      return item === undefined ? instance : `${group}:${item}${instance.slice(group.length)}`;
    }, path);
  };
}

/**
 * The items of a repeated group in their order. The smallest number the group asks for is there from the
 * start, with the ids "1", "2", …, so that a citizen begins with the first item and not with an empty list.
 */
export function itemsOf(
  offering: Offering,
  answers: Answers,
  group: NodePath,
  items: readonly ItemId[],
): readonly ItemId[] {
  const stored = answers.items[groupInstance(offering, group, items)];
  if (stored) return stored;
  const min = groupAt(offering, group)?.repeat?.min ?? 0;
  return Array.from({ length: min }, (_, index) => String(index + 1));
}

/** The instance path of a repeated group within the items around it. */
export function groupInstance(
  offering: Offering,
  group: NodePath,
  items: readonly ItemId[],
): InstancePath {
  return scoped(offering, offering.nodes.get(group)?.within ?? [], items)(group);
}

export function groupAt(offering: Offering, path: NodePath): Group | undefined {
  const node = offering.nodes.get(path)?.node;
  return node?.type === "group" ? node : undefined;
}

function itemCountFits(
  offering: Offering,
  answers: Answers,
  group: NodePath,
  items: readonly ItemId[],
): boolean {
  const { min, max } = groupAt(offering, group)?.repeat ?? { min: 0, max: null };
  const count = itemsOf(offering, answers, group, items).length;
  return count >= min && (max === null || count <= max);
}

/** The step at an address, whether reachable or not; undefined where the answers give no such page. */
export function stepAt(journey: Journey, address: string): Step | undefined {
  return journey.steps.find((step) => step.address === address);
}

/**
 * Whether a citizen may be on a step: all steps before it are complete. Items of one group do not wait for each other,
 * nor does their list: whoever added an item by mistake must get there to take it away.
 */
export function isReachable(journey: Journey, step: Step): boolean {
  const before = journey.steps.slice(0, Math.max(0, journey.steps.indexOf(step)));
  return before.every(
    (other) => other.complete || isItemOf(other, step) || isOtherItem(other, step),
  );
}

/** Whether a step belongs to an item of the list that another step is. */
export function isItemOf(step: Step, list: Step): boolean {
  const { page } = list.placed;
  const depth = list.items.length;
  return (
    page.kind === "items" &&
    step.placed.page.within[depth] === page.group &&
    sameItems(step, list, depth)
  );
}

/** Whether two steps belong to different items of one group. */
function isOtherItem(other: Step, step: Step): boolean {
  return step.placed.page.within.some(
    (group, depth) =>
      other.placed.page.within[depth] === group &&
      other.items[depth] !== step.items[depth] &&
      sameItems(other, step, depth),
  );
}

/** Whether the items around two steps are the same, down to a depth. */
function sameItems(a: Step, b: Step, depth: number): boolean {
  return a.items.slice(0, depth).join(".") === b.items.slice(0, depth).join(".");
}

/** The step behind, or undefined behind the last one (the review follows). */
export function nextStep(journey: Journey, step: Step): Step | undefined {
  return journey.steps[journey.steps.indexOf(step) + 1];
}

/** The step before, or undefined before the first one. */
export function previousStep(journey: Journey, step: Step): Step | undefined {
  const index = journey.steps.indexOf(step);
  return index > 0 ? journey.steps[index - 1] : undefined;
}

/** Where to send someone who is not allowed further: the first step that is not complete, or the last. */
export function furthestStep(journey: Journey): Step | undefined {
  return journey.steps[Math.min(journey.furthest, journey.steps.length - 1)];
}

/** Whether everything that must be answered is answered. */
export function isComplete(journey: Journey): boolean {
  return journey.furthest === journey.steps.length;
}
