import type { OfferingKey } from "#app/domain/revision.ts";
import { can, type Action, type Actor } from "#app/identity/permissions.ts";

/** Areas of the municipality as a whole, with what one must be allowed to do there; everything else belongs to the offering. */
const areas: readonly (readonly [area: RegExp, action: Action])[] = [
  [/^personen(\/|$)/, "staff.change"],
  [/^bestaetigen$/, "confirmation.read"],
  [/^ziele(\/|$)/, "offering.change"],
  [/^barrierefreiheit(\/|$)/, "accessibility.change"],
  [/^datenschutz(\/|$)/, "privacy.change"],
  [/^behoerde$/, "offering.change"],
  [/^aussehen$/, "look.change"],
];

/** Where something is mended that keeps an offering from going online; undefined where somebody has no access to it. */
export function remedyHref(
  actor: Actor,
  { ars, serviceId }: OfferingKey,
  remedy: string,
): string | undefined {
  const [, action] = areas.find(([area]) => area.test(remedy)) ?? [];
  if (action && !can(actor, action, ars)) return undefined;
  const page = action ? remedy : `leistungen/${serviceId}${remedy === "" ? "" : `/${remedy}`}`;
  return `/verwaltung/${page}?gemeinde=${ars}`;
}
