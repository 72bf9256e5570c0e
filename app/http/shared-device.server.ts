import { randomBytes } from "node:crypto";

/** Seconds without a request after which a sitting at a shared device ends. */
export const sharedDeviceIdle = 600;

/** The browser keeps the key a little longer than the page says, so that it still has it when the page leaves. */
const grace = 30;
const name = "geraet";

/**
 * The key of the sitting, where the browser stands in a library or a town hall. Tickets of drafts are sealed with it, so
 * that all of them are locked once it is gone: it lives in a cookie that every answer renews.
 */
export function sharedDeviceKey(request: Request): Buffer | undefined {
  const [, text] =
    /(?:^|;\s*)geraet=([\w-]{43})(?:;|$)/.exec(request.headers.get("cookie") ?? "") ?? [];
  return text === undefined ? undefined : Buffer.from(text, "base64url");
}

/** Begins a sitting: its key, and the cookie that holds it. */
export function enterSharedDevice(url: URL): { readonly key: Buffer; readonly cookie: string } {
  const key = randomBytes(32);
  return { key, cookie: cookieWith(key, url) };
}

/** Ends a sitting. Cookies of others, who began something here before it, are left alone. */
export const leaveHeaders = {
  "Set-Cookie": `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`,
  "Clear-Site-Data": '"cache", "storage"',
  "Cache-Control": "no-store",
};

/** `?geraet=gemeinsam` on any address begins a sitting there: for the start page of a kiosk. */
export function enterByAddress(request: Request, url: URL): Response | undefined {
  if (url.searchParams.get(name) !== "gemeinsam") return undefined;
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  const clean = new URL(url);
  clean.searchParams.delete(name);
  const headers = {
    Location: clean.pathname + clean.search,
    "Set-Cookie": enterSharedDevice(url).cookie,
    "Cache-Control": "no-store",
  };
  return new Response(null, { status: 303, headers });
}

/** Renews the sitting with an answer, which no cache may keep. */
export function staySharedDevice(request: Request, url: URL, response: Response): Response {
  const key = sharedDeviceKey(request);
  const headers = new Headers(response.headers);
  // An answer that begins or ends a sitting has the last word.
  const settled = headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=`));
  if (!key || settled) return response;
  headers.append("Set-Cookie", cookieWith(key, url));
  headers.set("Cache-Control", "no-store");
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

function cookieWith(key: Buffer, { protocol }: URL): string {
  const parts = [
    `${name}=${key.toString("base64url")}`,
    "Path=/",
    `Max-Age=${String(sharedDeviceIdle + grace)}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}
