import type { LoaderFunctionArgs } from "@remix-run/node";
import { originOf } from "../origin.server.ts";

/** What search engines may visit: descriptions, and neither forms nor pages of staff. */
export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const lines = [
    "User-agent: *",
    // Pages of forms, receipts and drafts lie below a municipality and a service.
    "Disallow: /*/*/",
    "Allow: /export/xzufi/",
    "Allow: /.well-known/",
    // Pages of staff.
    "Disallow: /anmelden",
    "Disallow: /abmelden",
    "Disallow: /eingang",
    "Disallow: /verwaltung",
    // Somebody's own, and what answers machines.
    "Disallow: /weiter/",
    "Disallow: /handy/",
    "Disallow: /rueckmeldung/",
    "Disallow: /rueckruf/",
    "Disallow: /gemeinsam/",
    "Disallow: /status",
    "Disallow: /api/",
    // Results of searches.
    "Disallow: /*?*suche=",
    "",
    `Sitemap: ${originOf(request, portal)}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
    },
  });
}
