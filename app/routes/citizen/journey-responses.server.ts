import { redirect } from "@remix-run/node";
import type { Elsewhere, NoJourney, Visit } from "#app/apply/open-journey.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { notFoundBelow } from "../not-found-below.server.ts";
import { notFound } from "../responses.server.ts";
import { serviceUrl } from "./addresses.ts";
import { ticketHeaders } from "./draft-cookie.server.ts";

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
    case "shut":
      return redirect(`${serviceUrl(visit)}?hinweis=nichtOffen`, 303);
    case "filed":
      return redirect(`${serviceUrl(visit)}/eingang/${outcome.reference}`, 303);
  }
}

/** Like `noJourney`, also where another page is to be shown first. `search` stays on the address. */
export async function noPage(
  portal: Portal,
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
      return notFoundBelow(portal, visit.municipality);
    default:
      return noJourney(outcome, visit);
  }
}
