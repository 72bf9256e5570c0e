/** A day (`2026-03-29`) and a time (`08:00`) on the clocks of the authority (Europe/Berlin). */
export interface LocalTime {
  readonly day: string;
  readonly time: string;
}

/** What an instant is on the clocks of the authority. */
export function localTimeOf(instant: Date): LocalTime {
  const [day = "", time = ""] = berlin.format(instant).split(" ");
  return { day, time };
}

/**
 * The instant at which the clocks of the authority show a day and a time. Undefined where they never do: the hour that is left out
 * in spring, or no such day. Of the hour that comes twice in autumn, the first.
 */
export function instantOf({ day, time }: LocalTime): Date | undefined {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Berlin is two hours ahead of UTC in summer, else one.
  for (const hours of [2, 1]) {
    const instant = new Date(asUtc - hours * 3_600_000);
    const shown = localTimeOf(instant);
    if (shown.day === day && shown.time === time) return instant;
  }
  return undefined;
}

export type TypedTime =
  | { readonly kind: "empty" }
  | { readonly kind: "time"; readonly instant: Date }
  /** `incomplete`: one half is missing. `unreadable`: no date, or no time. `never`: the clocks leave it out. */
  | { readonly kind: "incomplete" | "unreadable" | "never" };

/** A date (`1.12.2026` or `2026-12-01`) and a time (`8:00`, `8`) as somebody has typed them. */
export function readLocalTime(day: string, time: string): TypedTime {
  const [typedDay, typedTime] = [day.trim(), time.trim()];
  if (typedDay === "" && typedTime === "") return { kind: "empty" };
  if (typedDay === "" || typedTime === "") return { kind: "incomplete" };
  const isoDay = readDay(typedDay);
  const clock = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typedTime);
  const [, hours = "", minutes = "00"] = clock ?? [];
  if (isoDay === undefined || !clock || Number(hours) > 23 || Number(minutes) > 59)
    return { kind: "unreadable" };
  const instant = instantOf({ day: isoDay, time: `${hours.padStart(2, "0")}:${minutes}` });
  return instant ? { kind: "time", instant } : { kind: "never" };
}

function readDay(text: string): string | undefined {
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text);
  const [, date = "", month = "", year = ""] = german ?? [];
  const iso = german ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const midnight = new Date(`${iso}T00:00:00Z`);
  const isReal = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(iso);
  return isReal ? iso : undefined;
}

const berlin = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Berlin",
  dateStyle: "short",
  timeStyle: "short",
});
