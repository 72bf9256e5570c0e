import type { LoaderFunctionArgs } from "@remix-run/node";
import { originOf } from "../origin.server.ts";

/** Days for which the file counts: less than a year (RFC 9116, 2.5.5), and new at every request. */
const validDays = 180;

/** Where to report a weakness of the portal (RFC 9116); nothing where the operator names no contact. */
export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { securityContact } = portal.config;
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  if (securityContact === undefined)
    return new Response("No contact is named.\n", { status: 404, headers });
  const expires = new Date(portal.clock().getTime() + validDays * 86_400_000);
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
    "Preferred-Languages: de, en",
    `Canonical: ${originOf(request, portal)}/.well-known/security.txt`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { ...headers, "Cache-Control": "public, max-age=3600" },
  });
}
