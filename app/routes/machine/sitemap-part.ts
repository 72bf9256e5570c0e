import type { LoaderFunctionArgs } from "@remix-run/node";
import { sitemapPart } from "#app/apply/publish-addresses.server.ts";
import { sitemapEnd, sitemapLines, sitemapStart } from "#app/documents/sitemap.v1.ts";
import { originOf } from "../origin.server.ts";
import { notFound } from "../responses.server.ts";
import { xmlHeaders } from "./xml-headers.ts";

/** Pages of the portal itself that are worth finding. */
const ownPages = [
  "/",
  "/hilfe",
  "/sprachen",
  "/quittung",
  "/barrierefreiheit",
  "/impressum",
  "/datenschutz",
];

/** A part of the sitemap, sent as it is read. */
export function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const origin = originOf(request, portal);
  const part = params["part"] ?? "";
  if (part === "portal.xml") {
    const addresses = ownPages.map((path) => ({ address: origin + path }));
    const xml = sitemapStart + sitemapLines(addresses) + sitemapEnd;
    return new Response(xml, { headers: xmlHeaders });
  }
  const [, from, to] = /^(\d{12})-(\d{12})\.xml$/.exec(part) ?? [];
  if (from === undefined || to === undefined || from > to) throw notFound();
  const encoder = new TextEncoder();
  const pieces = sitemapPart(portal, { from, to }, origin);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: xmlHeaders });
}
