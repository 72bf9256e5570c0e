import type { LoaderFunctionArgs } from "@remix-run/node";
import { listSitemapParts } from "#app/apply/publish-addresses.server.ts";
import { sitemapIndex } from "#app/documents/sitemap.v1.ts";
import { originOf } from "../origin.server.ts";
import { xmlHeaders } from "./xml-headers.ts";

/** The parts of the sitemap. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const base = `${originOf(request, portal)}/sitemap`;
  const parts = await listSitemapParts(portal);
  const addresses = [
    `${base}/portal.xml`,
    ...parts.map(({ from, to }) => `${base}/${from}-${to}.xml`),
  ];
  return new Response(sitemapIndex(addresses), { headers: xmlHeaders });
}
