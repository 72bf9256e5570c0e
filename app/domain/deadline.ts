/** The calendar day at the authority (Europe/Berlin) as an ISO date; deadlines count in days there. */
export function dayOf(instant: Date): string {
  return berlin.format(instant);
}

const berlin = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short" });
