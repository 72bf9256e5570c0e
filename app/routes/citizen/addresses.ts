import type { Visit } from "#app/apply/open-journey.server.ts";
import { shortName, type Municipality } from "#app/domain/municipality.ts";

/** The municipality as the frame of a page names it. */
export function municipalityFrame(municipality: Municipality): {
  readonly name: string;
  readonly href: string;
} {
  return { name: shortName(municipality), href: `/${municipality.slug}` };
}

/** Address of a service in a municipality. */
export function serviceUrl({
  municipality,
  service,
}: Pick<Visit, "municipality" | "service">): string {
  return `/${municipality}/${service}`;
}
