/** The calendar day at the authority (Europe/Berlin) as an ISO date; deadlines count in days there. */
export function dayOf(instant: Date): string {
  const minute = Math.floor(instant.getTime() / 60_000);
  // Asked with every request, and days begin with a minute; formatting takes longer than all else around it.
  if (minute !== latest.minute) latest = { minute, day: berlin.format(instant) };
  return latest.day;
}

let latest = { minute: Number.NaN, day: "" };

const berlin = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short" });

/** A period of the procedure. */
export interface Period {
  readonly count: number;
  readonly unit: "days" | "weeks" | "months";
}

/**
 * The last day of a period that begins on the day after `day` (§ 187 Abs. 1, § 188 BGB); both are ISO dates. A month that
 * has no such day ends the period with its last one. Weekends and holidays, which move the end on, are not counted.
 */
export function lastDayOf(day: string, { count, unit }: Period): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  if (unit !== "months")
    return isoDay(Date.UTC(year, month - 1, date + count * (unit === "weeks" ? 7 : 1)));
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return isoDay(Date.UTC(year, month - 1 + count, Math.min(date, lastOfMonth)));
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
