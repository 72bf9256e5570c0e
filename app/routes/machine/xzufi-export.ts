import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportOfferings } from "#app/apply/export-offerings.server.ts";
import { originOf } from "../origin.server.ts";
import { xmlHeaders } from "./xml-headers.ts";

/** All offerings of the portal, page by page: the header `Link` names the next page (RFC 8288). */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const origin = originOf(request, portal);
  const after = new URL(request.url).searchParams.get("nach") ?? undefined;
  const page = await exportOfferings(portal, after, origin);
  if (!page) throw new Response(null, { status: 400 });
  const { xml, next } = page;
  const link = `<${origin}/export/xzufi/leistungen.xml?nach=${next ?? ""}>; rel="next"`;
  return new Response(xml, {
    headers: { ...xmlHeaders, ...(next !== undefined && { Link: link }) },
  });
}
