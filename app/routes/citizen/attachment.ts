import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadAttachment } from "#app/apply/load-attachment.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { notFound } from "../responses.server.ts";
import { visitOf } from "./draft-cookie.server.ts";
import { noJourney } from "./journey-responses.server.ts";

/** A file that the citizen uploaded, as a download: never shown within the portal's own pages. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const outcome = await loadAttachment(portal, visit, params["attachment"] ?? "");
  if (outcome.kind === "unknown") throw notFound();
  if (outcome.kind !== "attachment") throw noJourney(outcome, visit);
  return fileResponse(outcome.download);
}
