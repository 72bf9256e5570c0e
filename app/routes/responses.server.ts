import { redirect } from "@remix-run/node";
import type { NoJourney, Visit } from "../apply/open-journey.server.ts";
import { shortName } from "../domain/municipality.ts";
import { readForm, type FormInput } from "../platform/http-form.server.ts";

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

/** Address of a service in a municipality. */
export function serviceUrl({
  municipality,
  service,
}: Pick<Visit, "municipality" | "service">): string {
  return `/${municipality}/${service}`;
}

/** The posted form; a body that is none ends the request. Throws a `Response`. */
export async function formOf(request: Request): Promise<FormInput> {
  const form = await readForm(request);
  if (form.ok) return form;
  throw new Response(null, { status: form.status });
}

/** Form pages hold what someone typed: no cache may keep them. */
export const noStore = { "Cache-Control": "no-store" };
