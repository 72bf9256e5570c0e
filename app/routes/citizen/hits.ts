import type { OfferedMunicipality } from "#app/apply/find-municipality.server.ts";
import { shortName } from "#app/domain/municipality.ts";

/** A municipality to choose, in words. */
export interface Hit {
  readonly href: string;
  readonly name: string;
  /** Postal code and district, which tell municipalities of the same name apart. */
  readonly place: string;
  readonly services: number;
}

/** `leika`: the act that is looked for in it; "": none in particular. */
export function toHit(municipality: OfferedMunicipality, leika = ""): Hit {
  const { ars, slug, district = "", postalCode, matchedPostalCode, services } = municipality;
  const name = shortName(municipality);
  // A city that is its own district.
  const within = shortName({ name: district }) === name ? "" : district;
  const place = [matchedPostalCode ?? postalCode ?? "", within].filter((part) => part !== "");
  const href = leika === "" ? `/${slug}` : `/?ars=${ars}&leika=${leika}`;
  return { href, name, place: place.join(" · "), services };
}
