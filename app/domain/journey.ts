import { answerSource, answerTo } from "./answer-source.ts";
import type { Answers } from "./answers.ts";
import { claimsByPage, isBroken } from "./broken-claims.ts";
import type { Claim } from "./claims.ts";
import type { Value } from "./fields/kinds.ts";
import { groupAt, itemsOf, scoped } from "./items.ts";
import type { Offering, PlacedField, PlacedPage } from "./offering.ts";
import type { InstancePath, ItemId, NodePath } from "./path.ts";
import type { Repeat } from "./service.ts";
import { evaluateStanding, type Source, type Standing } from "./standing.ts";

export { groupAt, groupInstance, itemsOf, scoped } from "./items.ts";

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
  /** What must hold among the answers of the page and does not. */
  readonly broken: readonly Claim[];
}
export interface StepField {
  readonly name: InstancePath;
  readonly placed: PlacedField;
  /** By its multiplicity or by a rule. */
  readonly required: boolean;
}

/** Values of visible fields on reachable and unreachable pages alike, everything hidden dropped. */
declare const pruned: unique symbol;
export type CountedValues = Readonly<Record<InstancePath, Value>> & { readonly [pruned]: true };

/** What a citizen's answers and an offering give: which pages exist, where one may go, what counts. */
export interface Journey {
  readonly offering: Offering;
  readonly answers: Answers;
  /** The two digits of the Land of the authority, where they are known. */
  readonly state: string | undefined;
  /** ISO date at the authority, for what is calculated from it. */
  readonly today: string | undefined;
  readonly steps: readonly Step[];
  readonly values: CountedValues;
  /** How every node stands, also those that are not asked. */
  readonly standing: Standing;
  readonly source: Source;
  /** Index of the first step that is not complete; `steps.length` where all are. */
  readonly furthest: number;
}

/**
 * Derives the journey from the answers alone; no progress is stored anywhere. Linear in fields and rules. `state`: the
 * two digits of the Land of the authority, for rules that ask for it.
 */
export function evaluateJourney(
  offering: Offering,
  answers: Answers,
  state?: string,
  today?: string,
): Journey {
  const source = answerSource(offering, answers, state, today);
  const standing = evaluateStanding({
    // Over what is always asked nothing decides: its answer is all there is to know.
    find: (path) => (offering.freeFields.has(path) ? undefined : source.find(path)),
    answer: source.answer,
  });
  const values: Record<InstancePath, Value> = {};
  const steps: Step[] = [];
  const claims = claimsByPage(offering);

  const walk = (from: number, to: number, items: readonly ItemId[]): void => {
    let index = from;
    while (index < to) {
      const placed = offering.pages[index];
      if (!placed) return;
      const group = placed.page.within[items.length];
      if (group === undefined) {
        const step = evaluateStep(placed, items);
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

  const evaluateStep = (placed: PlacedPage, items: readonly ItemId[]): Step | undefined => {
    const { page } = placed;
    const inScope = scoped(offering, page.within, items);
    if (page.when && !standing.holds(page.when, inScope)) return undefined;
    const address = items.length === 0 ? page.id : `${page.id}/${items.join(".")}`;
    if (page.kind === "items") {
      const list = inScope(page.group);
      if (!standing.applies(list)) return undefined;
      const { min, max } = itemBounds({ offering, standing }, list, page.group);
      const count = itemsOf(offering, answers, page.group, items).length;
      const complete = count >= min && (max === null || count <= max);
      return { address, placed, items, fields: [], complete, broken: [] };
    }
    const fields: StepField[] = [];
    let complete = true;
    for (const field of placed.fields) {
      const name = inScope(field.path);
      if (field.plain) {
        // What nothing decides over needs no evaluation: most questions of most forms.
        const value = answerTo(field.node, name, answers);
        fields.push({ name, placed: field, required: field.node.required });
        if (value !== undefined) values[name] = value;
        else if (field.node.required) complete = false;
        continue;
      }
      if (!standing.applies(name)) continue;
      // Nobody can be made to answer what follows from other answers.
      const required = !field.node.calculated && (field.node.required || standing.isRequired(name));
      fields.push({ name, placed: field, required });
      const value = standing.value(name);
      if (value !== undefined) values[name] = value;
      // What was chosen but no longer may be is asked anew, of optional questions too.
      else if (required || source.answer(name) !== undefined) complete = false;
    }
    if (fields.length === 0) return undefined;
    const broken = (claims.get(page.id) ?? []).filter((claim) =>
      isBroken(claim, standing, inScope),
    );
    return { address, placed, items, fields, complete: complete && broken.length === 0, broken };
  };
  walk(0, offering.pages.length, []);

  const firstOpen = steps.findIndex((step) => !step.complete);
  return {
    offering,
    answers,
    state,
    today,
    steps,
    values: values as CountedValues,
    standing,
    source,
    furthest: firstOpen === -1 ? steps.length : firstOpen,
  };
}

/** The journey that other answers give, all else being equal. */
export function withAnswers(journey: Journey, answers: Answers): Journey {
  return answers === journey.answers
    ? journey
    : evaluateJourney(journey.offering, answers, journey.state, journey.today);
}

/** How many items a repeated group may have here: at least one where a rule requires it. */
export function itemBounds(
  { offering, standing }: Pick<Journey, "offering" | "standing">,
  list: InstancePath,
  group: NodePath,
): Repeat {
  const { min, max } = groupAt(offering, group)?.repeat ?? { min: 0, max: null };
  return { min: standing.isRequired(list) ? Math.max(1, min) : min, max };
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
