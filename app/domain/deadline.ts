/** The calendar day at the authority (Europe/Berlin) as an ISO date; deadlines count in days there. */
export function dayOf(instant: Date): string {
  const minute = Math.floor(instant.getTime() / 60_000);
  // Asked with every request, and days begin with a minute; formatting takes longer than all else around it.
  if (minute !== latest.minute) latest = { minute, day: berlin.format(instant) };
  return latest.day;
}

let latest = { minute: Number.NaN, day: "" };

const berlin = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short" });
