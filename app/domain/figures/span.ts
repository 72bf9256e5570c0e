/** Days over which figures are added up, as ISO dates, both included. Whole months: days alone would tell too much. */
export interface Span {
  /** `2026-03`; undefined: several months. */
  readonly month: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** Months that can be chosen: as long as counters are kept. */
const offered = 24;
/** Months that are shown where none is chosen. */
const usual = 12;

/** The months that can be chosen on a day (ISO date), the newest first. */
export function monthsUntil(today: string): readonly string[] {
  return Array.from({ length: offered }, (_, back) => monthBefore(today.slice(0, 7), back));
}

/** The span of a month, or of the last twelve where none is named or it is not offered. */
export function spanOf(asked: string | undefined, today: string): Span {
  return spanBetween(asked, asked, today);
}

/**
 * From one month to another, both included and in either order. Where one alone is named or offered, from it until today, or
 * until it from a year before; where none is, the last twelve.
 */
export function spanBetween(
  asked: string | undefined,
  askedTo: string | undefined,
  today: string,
): Span {
  const months = monthsUntil(today);
  const known = (month: string | undefined) => months.find((one) => one === month);
  const [first, last] = [known(asked), known(askedTo)];
  const to = last ?? today.slice(0, 7);
  const from = first ?? monthBefore(to, usual - 1);
  const [start, end] = from <= to ? [from, to] : [to, from];
  const lastDay = lastDayOf(end);
  return {
    month: start === end ? start : undefined,
    from: `${start}-01`,
    to: lastDay > today && start !== end ? today : lastDay,
  };
}

/** The months of a span, the newest first. */
export function monthsOf({ from, to }: Pick<Span, "from" | "to">): readonly string[] {
  const months: string[] = [];
  for (let month = to.slice(0, 7); month >= from.slice(0, 7); month = monthBefore(month, 1))
    months.push(month);
  return months;
}

/** Days after the end of a month on which it is closed: what was counted in it has been written by then. */
const closingDays = 2;

/** Whether nothing is counted into a month any more on a day (ISO date). */
export function isClosed(month: string, today: string): boolean {
  const end = new Date(`${lastDayOf(month)}T00:00:00Z`).getTime() + closingDays * 86_400_000;
  return new Date(end).toISOString().slice(0, 10) <= today;
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function monthBefore(month: string, back: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const count = year * 12 + number - 1 - back;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
}
