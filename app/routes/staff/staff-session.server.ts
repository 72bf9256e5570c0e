import { redirect } from "@remix-run/node";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { can, municipalitiesFor, type Actor } from "#app/identity/permissions.ts";
import { endedSessionCookie, readSessionCookie } from "#app/identity/session-cookie.server.ts";
import { findSession, type StaffSession } from "#app/identity/session.server.ts";
import { noStore } from "../responses.server.ts";

/** Whether a request came by HTTPS; only one's own machine does without. */
export function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}

/** The token that a request brings along, and the session behind it while it lives. */
export async function staffSession(
  request: Request,
  portal: Portal,
): Promise<{ readonly token: string | undefined; readonly session: StaffSession | undefined }> {
  const token = readSessionCookie(request.headers.get("cookie"), isSecure(request));
  const session = token === undefined ? undefined : await findSession(portal, token);
  return { token, session };
}

/**
 * Who is signed in. Throws a redirect to the sign-in page, which leads back here; it takes along what was posted (307), so
 * that nothing that was written is lost.
 */
export async function requireStaff(request: Request, portal: Portal): Promise<StaffSession> {
  const { token, session } = await staffSession(request, portal);
  if (session) return session;
  throw toSignIn(request, token !== undefined);
}

/** `ended`: there was a session. */
function toSignIn(request: Request, ended: boolean): Response {
  const { pathname, search } = new URL(request.url);
  const query = new URLSearchParams({ weiter: `${pathname}${search}` });
  if (ended) query.set("grund", "abgelaufen");
  return redirect(`/anmelden?${query.toString()}`, {
    status: request.method === "POST" ? 307 : 303,
    headers: {
      ...noStore,
      ...(ended && { "Set-Cookie": endedSessionCookie(isSecure(request)) }),
    },
  });
}

/** Which areas somebody has. */
export function areasOf(actor: Actor): {
  readonly inbox: boolean;
  readonly catalogue: "own" | "all" | "none";
  readonly figures: boolean;
} {
  const own = municipalitiesFor(actor, "offering.read").length > 0;
  return {
    inbox: municipalitiesFor(actor, "submission.read").length > 0,
    catalogue: can(actor, "offering.read", null) ? "all" : own ? "own" : "none",
    figures:
      can(actor, "figures.read", null) || municipalitiesFor(actor, "figures.read").length > 0,
  };
}

/** Where somebody begins after signing in. */
export function homeOf(actor: Actor): string {
  const { inbox, catalogue } = areasOf(actor);
  if (inbox) return "/eingang";
  return catalogue === "none" ? "/" : "/verwaltung";
}
