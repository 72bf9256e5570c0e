import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportMunicipality } from "#app/apply/export-offerings.server.ts";
import { originOf } from "../origin.server.ts";
import { notFound } from "../responses.server.ts";
import { xmlHeaders } from "./xml-headers.ts";

/** What a municipality offers, for other portals. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const xml = await exportMunicipality(
    portal,
    params["municipality"] ?? "",
    originOf(request, portal),
  );
  if (xml === undefined) throw notFound({ reason: "municipality" });
  return new Response(xml, { headers: xmlHeaders });
}
