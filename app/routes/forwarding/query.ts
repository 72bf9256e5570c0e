import { municipalitiesFor, type Action, type Actor } from "#app/identity/permissions.ts";

/** The municipality (ARS) that an address names; the first of one's own where it names none. */
export function arsOf(
  request: Request,
  actor: Actor,
  action: Action = "offering.change",
): string | undefined {
  const asked = new URL(request.url).searchParams.get("gemeinde");
  if (asked !== null && /^\d{12}$/.test(asked)) return asked;
  return municipalitiesFor(actor, action)[0];
}
