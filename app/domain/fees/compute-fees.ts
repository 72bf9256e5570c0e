import { evaluateCondition, isEmpty, type Lookup } from "../evaluate.ts";
import type { Value } from "../fields/kinds.ts";
import type { ShownText } from "../page-form.ts";
import type { FeeEntry } from "./fee.ts";
import type { FeePlan, PlannedPosition } from "./fee-plan.ts";

/** One position of the result; all amounts in cents. */
export interface ChargedPosition {
  readonly id: string;
  readonly label: ShownText;
  readonly item?: string;
  /** What is charged: `count` times `single`, less the reduction. */
  readonly cents: number;
  readonly single: number;
  readonly count: number;
  readonly reduction?: { readonly label: ShownText; readonly percent: number };
  readonly legalBasis?: ShownText;
}
/** What an application costs by the answers so far. */
export interface FeeResult {
  readonly positions: readonly ChargedPosition[];
  /** Positions that apply and cannot be told yet, because an answer is missing or no amount stands in the table. */
  readonly open: readonly {
    readonly id: string;
    readonly label: ShownText;
    readonly item?: string;
  }[];
  /** The sum of the positions. */
  readonly total: number;
  /** Why nothing is charged. */
  readonly free?: ShownText;
}

/** Computes fees in whole cents. `lookup` knows only answers that count; what does not apply is not charged. */
export function computeFees(plan: FeePlan, lookup: Lookup): FeeResult {
  const free = plan.free.find(({ when }) => evaluateCondition(when, lookup));
  if (free) return { positions: [], open: [], total: 0, free: free.reason };
  const positions: ChargedPosition[] = [];
  const open: FeeResult["open"][number][] = [];
  for (const position of plan.positions) {
    if (position.when && !evaluateCondition(position.when, lookup)) continue;
    const charged = charge(position, lookup);
    if (charged) positions.push(charged);
    else open.push({ id: position.id, label: position.label, ...itemOf(position) });
  }
  return { positions, open, total: positions.reduce((sum, { cents }) => sum + cents, 0) };
}

function charge(position: PlannedPosition, lookup: Lookup): ChargedPosition | undefined {
  const { id, label, entry, by, times, reductions, minimum, maximum, legalBasis } = position;
  const single = amountOf(entry, by === undefined ? undefined : lookup(by));
  const count = times === undefined ? 1 : countOf(lookup(times));
  if (single === undefined || count === undefined) return undefined;
  const bounded = Math.max(minimum ?? 0, Math.min(maximum ?? Infinity, single * count));
  if (!Number.isSafeInteger(bounded * 100)) return undefined;
  const reduction = reductions.find(({ when }) => evaluateCondition(when, lookup));
  return {
    id,
    label,
    ...itemOf(position),
    cents: reduction ? lessPercent(bounded, reduction.percent) : bounded,
    single,
    count,
    ...(reduction && { reduction: { label: reduction.label, percent: reduction.percent } }),
    ...(legalBasis && { legalBasis }),
  };
}

function itemOf({ item }: PlannedPosition): { item?: string } {
  return item === undefined ? {} : { item };
}

function amountOf(entry: FeeEntry, answer: Value | undefined): number | undefined {
  switch (entry.kind) {
    case "amount":
      return entry.cents;
    case "codes":
      return typeof answer === "string" && Object.hasOwn(entry.cents, answer)
        ? entry.cents[answer]
        : undefined;
    case "ranges":
      return typeof answer === "number"
        ? entry.ranges.find(({ upTo }) => upTo === undefined || answer <= upTo)?.cents
        : undefined;
    case "percent":
      return undefined;
  }
}

function countOf(answer: Value | undefined): number | undefined {
  if (isEmpty(answer)) return undefined;
  return Number.isSafeInteger(answer) && Number(answer) >= 0 ? Number(answer) : undefined;
}

/** In whole cents, half a cent rounded up. */
function lessPercent(cents: number, percent: number): number {
  const hundredths = cents * (100 - percent) + 50;
  return (hundredths - (hundredths % 100)) / 100;
}
