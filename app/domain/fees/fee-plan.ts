import type { Condition } from "../condition.ts";
import { allOf, mapPaths, pathsOf, statePath } from "../evaluate.ts";
import type { Value } from "../fields/kinds.ts";
import { itemName, type Words } from "../print-answer.ts";
import { itemsOf, scoped, type Journey, type Step } from "../journey.ts";
import { inheritedCondition, type Offering } from "../offering.ts";
import type { ShownText } from "../page-form.ts";
import type { InstancePath, ItemId } from "../path.ts";
import { showText } from "../shown-text.ts";
import type { Language } from "../text.ts";
import { feeTableOf, type FeeEntry, type FeePosition, type FeeTable } from "./fee.ts";

/** A position for one citizen: paths are instance paths, texts in one language, the entry from the table that counts. */
export interface PlannedPosition {
  readonly id: string;
  readonly label: ShownText;
  /** The item that it is for, as the citizen calls it. */
  readonly item?: string;
  readonly when?: Condition;
  readonly entry: FeeEntry;
  readonly by?: InstancePath;
  readonly times?: InstancePath;
  readonly reductions: readonly {
    readonly label: ShownText;
    readonly when: Condition;
    readonly percent: number;
  }[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly legalBasis?: ShownText;
}
/** What an application costs, ready for `computeFees`; plain data, so that the browser can do it too. */
export interface FeePlan {
  readonly provisional: boolean;
  readonly period?: ShownText;
  readonly legalBasis: readonly ShownText[];
  readonly free: readonly { readonly when: Condition; readonly reason: ShownText }[];
  readonly positions: readonly PlannedPosition[];
}

/** The plan for a journey; undefined where the service says nothing of fees. */
export function planFees(journey: Journey, language: Language, words: Words): FeePlan | undefined {
  const { offering } = journey;
  const { fees } = offering.service;
  if (!fees) return undefined;
  const table = feeTableOf(fees);
  return {
    provisional: fees.provisional,
    ...(fees.period && { period: showText(fees.period, language) }),
    legalBasis: fees.legalBasis.map((text) => showText(text, language)),
    free: fees.free.map(({ when, reason }) => ({ when, reason: showText(reason, language) })),
    positions: fees.positions.flatMap((position) => {
      const { each } = position;
      if (!each) return [plan(position, (path) => path, table, offering, language)];
      return itemsIn(journey, each).map((item) => ({
        ...plan(position, scoped(offering, [each.group], [item]), table, offering, language),
        item: itemName(journey, each.group, [item], language, words),
      }));
    }),
  };
}

function itemsIn(
  { offering, answers, standing }: Journey,
  { group, from = 1, to = Infinity }: NonNullable<FeePosition["each"]>,
): readonly ItemId[] {
  if (!standing.applies(group)) return [];
  return itemsOf(offering, answers, group, []).slice(from - 1, to);
}

function plan(
  position: FeePosition,
  inScope: (path: string) => InstancePath,
  table: FeeTable,
  offering: Offering,
  language: Language,
): PlannedPosition {
  const { id, label, when, entry, by, times, reductions, legalBasis } = position;
  const minimum = amountIn(table, position.minimum);
  const maximum = amountIn(table, position.maximum);
  // Nothing is charged by a question that is not asked.
  const asked = [by, times].flatMap((path) =>
    path === undefined
      ? []
      : [offering.pageOf.get(path)?.page.when, inheritedCondition(offering, path)],
  );
  const condition = allOf([when, ...asked]);
  return {
    id,
    label: showText(label, language),
    ...(condition && { when: mapPaths(condition, inScope) }),
    entry: entryIn(table, entry),
    ...(by !== undefined && { by: inScope(by) }),
    ...(times !== undefined && { times: inScope(times) }),
    reductions: reductions.map((one) => ({
      label: showText(one.label, language),
      when: mapPaths(one.when, inScope),
      percent: percentIn(table, one.entry),
    })),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(legalBasis && { legalBasis: showText(legalBasis, language) }),
  };
}

// `checkFees` keeps out services and tables in which an entry is missing or of another kind.
function entryIn(table: FeeTable, name: string): FeeEntry {
  const entry = table[name];
  if (!entry) throw new Error(`the fee table has no entry ${name}`);
  return entry;
}

function amountIn(table: FeeTable, name: string | undefined): number | undefined {
  if (name === undefined) return undefined;
  const entry = entryIn(table, name);
  return entry.kind === "amount" ? entry.cents : undefined;
}

function percentIn(table: FeeTable, name: string): number {
  const entry = entryIn(table, name);
  return entry.kind === "percent" ? entry.percent : 0;
}

/** A plan as one page needs it: what it looks at on other pages is given, the rest is typed here. */
export interface PageFees {
  readonly plan: FeePlan;
  readonly here: readonly InstancePath[];
  readonly values: Readonly<Record<InstancePath, Value>>;
}

/** The fees for a page on which an answer changes them; undefined elsewhere. */
export function feesOnPage(
  journey: Journey,
  step: Step,
  language: Language,
  words: Words,
): PageFees | undefined {
  if (!journey.offering.service.fees) return undefined;
  const plan = planFees(journey, language, words);
  if (!plan) return undefined;
  const inScope = scoped(journey.offering, step.placed.page.within, step.items);
  const own = new Set(step.placed.fields.map(({ path }) => inScope(path)));
  const paths = [...new Set(pathsIn(plan))];
  const here = paths.filter((path) => own.has(path));
  if (here.length === 0) return undefined;
  const values = paths.flatMap((path) => {
    const value = own.has(path) ? undefined : lookIn(journey)(path);
    return value === undefined ? [] : [[path, value] as const];
  });
  return { plan, here, values: Object.fromEntries(values) };
}

/** Where a plan finds its answers in a journey: only what counts. */
export function lookIn({ standing }: Journey): (path: InstancePath) => Value | undefined {
  return standing.value;
}

function pathsIn({ free, positions }: FeePlan): readonly InstancePath[] {
  const conditions = [
    ...free.map(({ when }) => when),
    ...positions.flatMap(({ when, reductions }) => [when, ...reductions.map((one) => one.when)]),
  ];
  return [
    ...conditions.flatMap((one) => (one ? pathsOf(one) : [])),
    ...positions.flatMap(({ by, times }) => [by, times].filter((path) => path !== undefined)),
    statePath,
  ];
}
