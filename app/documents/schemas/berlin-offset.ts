const clock = new Intl.DateTimeFormat("en", {
  timeZone: "Europe/Berlin",
  timeZoneName: "longOffset",
});

/**
 * Offset of the clock in Germany at a moment that is given by that clock (`2026-05-01T22:00`), e.g. `+02:00`. Of the
 * hour that is there twice in autumn the first is meant.
 */
export function berlinOffset(moment: string): string {
  const asUtc = Date.parse(`${moment}:00Z`);
  const early = offsetAt(asUtc - 2 * hour);
  // Two hours early is right, unless the clock is set forward in between.
  return offsetAt(asUtc - minutesOf(early) * 60_000);
}

const hour = 3_600_000;

/** Of an instant; without the seconds of times before 1893, which RFC 3339 does not know. */
function offsetAt(instant: number): string {
  const parts = clock.formatToParts(new Date(instant));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return /[+-]\d{2}:\d{2}/.exec(name)?.[0] ?? "+00:00";
}

function minutesOf(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (hours * 60 + minutes) * (offset.startsWith("-") ? -1 : 1);
}
