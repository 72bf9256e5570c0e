import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadPaperForm } from "#app/apply/describe-listing.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { notFound } from "../responses.server.ts";

/** The paper form of a service that a municipality lists. */
export async function loader({ params, context: { portal } }: LoaderFunctionArgs) {
  const { municipality = "", service = "" } = params;
  const form = await downloadPaperForm(portal, municipality, service);
  if (!form) throw notFound();
  return fileResponse(form);
}
