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

/** Leads elsewhere for now, to be thrown: what is offered where changes from one day to the next. */
export function leading(href: string): Response {
  return new Response(null, {
    status: 302,
    headers: { Location: href, "Cache-Control": "no-store" },
  });
}
