/**
 * Options of adapters that are the same in every installation: how something is sent, never where to, as whom, or with which key. A
 * new option counts as bound to its installation until it stands here.
 */
const portable = new Set([
  "formats",
  "layout",
  "largest",
  "addressing",
  "service",
  "replyChannel",
  "schemas",
  "prefer",
  "largeDataBytes",
  "announceCallback",
  "behaviour",
  "seconds",
]);

/** The same of pick-ups. */
const portableOfPickups = new Set(["revocation"]);

export function portableOptions(
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => portable.has(name)));
}

export function portablePickupOptions(
  options: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      portableOfPickups.has(name) && typeof value === "string" ? [[name, value]] : [],
    ),
  );
}
