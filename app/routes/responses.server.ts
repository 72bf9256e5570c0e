import { redirect } from "@remix-run/node";
import type { Elsewhere, NoJourney, Visit } from "../apply/open-journey.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { shortName } from "../domain/municipality.ts";
import { readForm, type FormInput } from "../platform/http-form.server.ts";
import { ticketHeaders } from "./draft-cookie.server.ts";

/** Why there is nothing at an address; the error page turns it into words. */
export interface NotFound {
  readonly reason: "page" | "municipality" | "notOffered" | "receipt";
  /** Where to go on from here. */
  readonly municipality?: { readonly slug: string; readonly name: string };
}

/** A 404 in the look of the site, to be thrown. */
export function notFound(detail: NotFound = { reason: "page" }): Response {
  return Response.json(detail, { status: 404 });
}

/** What a use case answers instead of a journey, as HTTP. To be thrown. */
export function noJourney(outcome: NoJourney, visit: Visit): Response {
  switch (outcome.kind) {
    case "unknownMunicipality":
      return notFound({ reason: "municipality" });
    case "notOffered": {
      const { municipality } = outcome;
      return notFound({
        reason: "notOffered",
        municipality: { slug: municipality.slug, name: shortName(municipality) },
      });
    }
    case "filed":
      return redirect(`${serviceUrl(visit)}/eingang/${outcome.reference}`, 303);
  }
}

/** Like `noJourney`, also where another page is to be shown first. `search` stays on the address. */
export async function noPage(
  outcome: NoJourney | Elsewhere | { readonly kind: "unknownPage" },
  request: Request,
  visit: Visit,
): Promise<Response> {
  const base = serviceUrl(visit);
  switch (outcome.kind) {
    case "elsewhere":
      return redirect(`${base}/${outcome.address}${new URL(request.url).search}`, 303);
    case "draftGone": {
      const headers = await ticketHeaders(request, visit, "none");
      return redirect(`${base}?hinweis=abgelaufen`, { status: 303, headers });
    }
    case "unknownPage":
      return notFound();
    default:
      return noJourney(outcome, visit);
  }
}

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

/** The posted form; another method, or a body that is no form, ends the request. Throws a `Response`. */
export async function formOf(request: Request): Promise<FormInput> {
  if (request.method !== "POST") {
    throw new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  }
  const form = await readForm(request);
  if (form.ok) return form;
  throw new Response(null, { status: form.status });
}

/** Form pages hold what someone typed: no cache may keep them. */
export const noStore = { "Cache-Control": "no-store" };
