import { createCookie } from "@remix-run/node";
import { readTicket, writeTicket, type DraftTicket } from "#app/apply/draft.server.ts";
import { draftDays } from "#app/domain/privacy/periods.ts";
import type { Visit } from "#app/apply/open-journey.server.ts";
import { sharedDeviceKey } from "#app/http/shared-device.server.ts";
import { DecryptionError, open, seal } from "#app/platform/crypto.server.ts";
import { previewToken } from "./preview-cookie.server.ts";

/**
 * One cookie per municipality (path) and service (name), so that drafts of several services can be open in several
 * tabs. It holds the only key to the draft. What somebody tries out in a preview lies beside it.
 */
function cookieOf({ municipality, service, preview }: Place, secure: boolean) {
  return createCookie(`${preview === undefined ? "entwurf" : "probe"}-${service}`, {
    path: `/${municipality}`,
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
}

/** Holds the ticket of a draft that somebody brings along until it is settled which one goes on here. */
function arrivalCookie({ municipality, service }: Place, secure: boolean) {
  return createCookie("weiter", {
    path: `/${municipality}/${service}/weiter`,
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: 600,
  });
}

type Place = Pick<Visit, "municipality" | "service" | "preview">;

/** Where the request is, and the tickets that its browser holds. */
export async function visitOf(
  request: Request,
  params: { readonly municipality?: string; readonly service?: string },
): Promise<Visit> {
  const { municipality = "", service = "" } = params;
  // Only a plain service id can have a cookie; anything else cannot be a service either.
  if (!/^[a-z0-9-]+$/.test(service)) return { municipality, service, ticket: undefined };
  const preview = previewToken(request, service);
  const place = { municipality, service, preview };
  return { ...place, ticket: await ticketIn(cookieOf(place, false), request) };
}

/** The header that hands the ticket to the browser, or takes it away. */
export async function ticketHeaders(
  request: Request,
  visit: Visit,
  ticket: DraftTicket | "none" | undefined,
  sharedKey = sharedDeviceKey(request),
): Promise<HeadersInit> {
  if (ticket === undefined) return {};
  const cookie = cookieOf(visit, isSecure(request));
  if (ticket === "none") {
    return visit.ticket ? { "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) } : {};
  }
  // Sent with every save, because its thirty days begin anew with each. On a shared device it ends with the browser.
  const life = sharedKey ? {} : { maxAge: draftDays * 86_400 };
  return { "Set-Cookie": await cookie.serialize(lock(ticket, sharedKey), life) };
}

/** The ticket of a draft that is brought along and has not taken its place here yet. */
export async function arrivingTicket(
  request: Request,
  place: Place,
): Promise<DraftTicket | undefined> {
  return ticketIn(arrivalCookie(place, false), request);
}

/** The header that brings a ticket along to `…/weiter` of a service, or forgets it. */
export async function arrivalHeader(
  request: Request,
  place: Place,
  ticket: DraftTicket | "none",
): Promise<string> {
  const cookie = arrivalCookie(place, isSecure(request));
  if (ticket === "none") return cookie.serialize("", { maxAge: 0 });
  return cookie.serialize(lock(ticket, sharedDeviceKey(request)));
}

function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}

const lockContext = "shared-device";

/** On a shared device a ticket is worth nothing without the key of the sitting, which ends by itself. */
function lock(ticket: DraftTicket, key: Buffer | undefined): string {
  const text = writeTicket(ticket);
  return key ? seal(key, text, lockContext).toString("base64url") : text;
}

async function ticketIn(
  cookie: ReturnType<typeof cookieOf>,
  request: Request,
): Promise<DraftTicket | undefined> {
  const text: unknown = await cookie.parse(request.headers.get("cookie"));
  if (typeof text !== "string") return undefined;
  const plain = readTicket(text);
  const key = sharedDeviceKey(request);
  if (plain || !key) return plain;
  try {
    return readTicket(open(key, Buffer.from(text, "base64url"), lockContext).toString());
  } catch (error) {
    // Left behind by an earlier sitting.
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}
