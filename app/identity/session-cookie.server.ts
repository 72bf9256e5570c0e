import { longestHours } from "./session.server.ts";

/** `__Host-` binds it to this host and to HTTPS; plain HTTP, on one's own machine, has to do without. */
const cookieName = (secure: boolean) => (secure ? "__Host-einmal-staff" : "einmal-staff");

/** The value of `Set-Cookie` that keeps a token. `secure`: the portal is reached by HTTPS. */
export function sessionCookie(token: string, secure: boolean): string {
  return serialize(token, longestHours * 3600, secure);
}

/** The value of `Set-Cookie` that makes the browser forget the token. */
export function endedSessionCookie(secure: boolean): string {
  return serialize("", 0, secure);
}

function serialize(value: string, maxAge: number, secure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;
  return `${cookieName(secure)}=${value}; ${attributes}${secure ? "; Secure" : ""}`;
}

/** The token in a request's `Cookie` header. */
export function readSessionCookie(header: string | null, secure: boolean): string | undefined {
  const start = `${cookieName(secure)}=`;
  const found = header?.split(/;\s*/).find((cookie) => cookie.startsWith(start));
  const token = found?.slice(start.length);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}
