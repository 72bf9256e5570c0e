/** Midnight in Berlin of a day as people write it (`1.1.2027`); undefined for what is none, or past. */
export function midnightOf(text: string, now: Date): Date | undefined {
  const [, day = "", month = "", year = ""] =
    /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const noon = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(noon.getTime()) || !noon.toISOString().startsWith(iso)) return undefined;
  // Berlin is one or two hours ahead; which, its own clock says.
  const offsets = [1, 2].map((hours) => new Date(noon.getTime() - (12 + hours) * 3_600_000));
  const midnight = offsets.find((instant) => berlinHour(instant) === "00");
  return midnight && midnight > now ? midnight : undefined;
}

function berlinHour(instant: Date): string {
  return new Intl.DateTimeFormat("de-DE", {
    hour: "2-digit",
    hourCycle: "h23",
    timeZone: "Europe/Berlin",
  })
    .format(instant)
    .slice(0, 2);
}
