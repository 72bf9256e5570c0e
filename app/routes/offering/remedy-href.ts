import type { OfferingKey } from "#app/domain/revision.ts";

/** Areas of the municipality as a whole; everything else belongs to the offering. */
const areas = /^(personen|ziele|barrierefreiheit|datenschutz)(\/|$)/;

/** Where something is mended that keeps an offering from going online. */
export function remedyHref({ ars, serviceId }: OfferingKey, remedy: string): string {
  const page = areas.test(remedy)
    ? remedy
    : `leistungen/${serviceId}${remedy === "" ? "" : `/${remedy}`}`;
  return `/verwaltung/${page}?gemeinde=${ars}`;
}
