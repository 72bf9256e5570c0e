import type { Visit } from "#app/apply/open-journey.server.ts";

/** Cookies with this name hold the token of a preview link, each of one service (name) of one municipality (path). */
const prefix = "vorschau-";

/** The token of a preview link that the browser has opened for a service; whether it still counts is asked each time. */
export function previewToken(request: Request, service: string): string | undefined {
  const cookies = request.headers.get("cookie") ?? "";
  const [, token] =
    new RegExp(`(?:^|;\\s*)${prefix}${service}=([\\w-]{43})(?:;|$)`).exec(cookies) ?? [];
  return token;
}

/** The header that lets a browser look at a service by a preview link. */
export function previewHeader(
  request: Request,
  { municipality, service }: Pick<Visit, "municipality" | "service">,
  { token, seconds }: { readonly token: string; readonly seconds: number },
): string {
  return cookieWith(request, `${prefix}${service}=${token}`, municipality, seconds);
}

/** The headers that end it: what was tried out is left behind, too. */
export function endPreviewHeaders(
  request: Request,
  { municipality, service }: Pick<Visit, "municipality" | "service">,
): Headers {
  const headers = new Headers();
  for (const name of [`${prefix}${service}`, `probe-${service}`])
    headers.append("Set-Cookie", cookieWith(request, `${name}=`, municipality, 0));
  return headers;
}

function cookieWith(request: Request, pair: string, municipality: string, seconds: number): string {
  const secure = new URL(request.url).protocol === "https:" ? ["Secure"] : [];
  const life = `Max-Age=${String(seconds)}`;
  return [pair, `Path=/${municipality}`, life, "HttpOnly", "SameSite=Lax", ...secure].join("; ");
}
