/** Days over which figures are added up, as ISO dates, both included. Whole months: days alone would tell too much. */
export interface Span {
  /** `2026-03`; undefined: all months that are offered. */
  readonly month: string | undefined;
  readonly from: string;
  readonly to: string;
}

const offered = 12;

/** The months that can be chosen on a day (ISO date), the newest first. */
export function monthsUntil(today: string): readonly string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: offered }, (_, back) => {
    const count = year * 12 + month - 1 - back;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
  });
}

/** The span of a month, or of the last twelve where none is named or it is not offered. */
export function spanOf(asked: string | undefined, today: string): Span {
  const months = monthsUntil(today);
  const month = months.find((one) => one === asked);
  if (month !== undefined) return { month, from: `${month}-01`, to: lastDayOf(month) };
  return { month: undefined, from: `${months.at(-1) ?? ""}-01`, to: today };
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
