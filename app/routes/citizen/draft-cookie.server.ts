import { createCookie } from "@remix-run/node";
import { draftDays, readTicket, writeTicket, type DraftTicket } from "#app/apply/draft.server.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";

/**
 * One cookie per municipality (path) and service (name), so that drafts of several services can be open in several
 * tabs. It holds the only key to the draft.
 */
function cookieOf(municipality: string, service: string, secure: boolean) {
  return createCookie(`entwurf-${service}`, {
    path: `/${municipality}`,
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: draftDays * 86_400,
  });
}

/** Where the request is, and the ticket that its browser holds. */
export async function visitOf(
  request: Request,
  params: { readonly municipality?: string; readonly service?: string },
): Promise<Visit> {
  const { municipality = "", service = "" } = params;
  // Only a plain service id can have a cookie; anything else cannot be a service either.
  if (!/^[a-z0-9-]+$/.test(service)) return { municipality, service, ticket: undefined };
  const text: unknown = await cookieOf(municipality, service, false).parse(
    request.headers.get("cookie"),
  );
  return {
    municipality,
    service,
    ticket: typeof text === "string" ? readTicket(text) : undefined,
  };
}

/** The header that hands the ticket to the browser, or takes it away. */
export async function ticketHeaders(
  request: Request,
  { municipality, service, ticket: old }: Visit,
  ticket: DraftTicket | "none" | undefined,
): Promise<HeadersInit> {
  if (ticket === undefined) return {};
  // Sent with every save, because its thirty days begin anew with each.
  const secure = new URL(request.url).protocol === "https:";
  const cookie = cookieOf(municipality, service, secure);
  if (ticket === "none") {
    return old ? { "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) } : {};
  }
  return { "Set-Cookie": await cookie.serialize(writeTicket(ticket)) };
}
