import { Hono } from "hono";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Config } from "#app/platform/config.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { clientAddress } from "./client-address.server.ts";
import { compress } from "./compress.server.ts";
import { isCrossSite } from "./cross-site.server.ts";
import { askedHost, atHost, externalUrl } from "./external-url.server.ts";
import { plainPage } from "./plain-page.server.ts";
import { readBody, type BodyLimits } from "./request-body.server.ts";
import { securityHeaders } from "./security-headers.server.ts";
import { enterByAddress, staySharedDevice } from "./shared-device.server.ts";
import { serveStatic, type StaticFiles } from "./static-files.server.ts";
import { wayAtTownHost } from "./town-host.server.ts";

export interface PortalAppParts {
  readonly config: Pick<Config, "publicUrl" | "trustProxy">;
  readonly log: Log;
  readonly development: boolean;
  readonly limits: BodyLimits;
  readonly files: StaticFiles;
  readonly health: () => Promise<Response>;
  /** The part of the URL of the municipality to which a host name belongs; undefined for the portal's own. */
  readonly townAt?: (hostname: string) => Promise<string | undefined>;
  /** The pages: Remix. */
  readonly pages: (request: Request, visit: PageVisit) => Promise<Response>;
}

/** What a page cannot see in its request. */
export interface PageVisit {
  /** Goes onto the scripts of the page. */
  readonly nonce: string;
  readonly clientAddress: string;
  /** The municipality at whose own host the visitor is. */
  readonly ownHostOf: string | undefined;
}

interface Env {
  /** Given by the Node server. */
  Bindings: { readonly incoming?: IncomingMessage };
  Variables: { nonce: string; url: URL; town: string | undefined };
}

/** Everything between the socket and the pages. */
export function createPortalApp(parts: PortalAppParts): Hono<Env> {
  const { config, log, limits, files, development } = parts;
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    const request = context.req.raw;
    const known = externalUrl(request, config);
    const host = askedHost(request, config.trustProxy);
    const town = known && (await parts.townAt?.(host.replace(/:\d+$/, "")));
    const url = known && town !== undefined ? atHost(known, host) : known;
    const nonce = randomUUID();
    if (url === undefined) context.res = plainPage(400);
    else {
      context.set("url", url);
      context.set("nonce", nonce);
      context.set("town", town);
      await next();
    }
    const https = url?.protocol === "https:";
    const own = securityHeaders({ nonce, https, development, pathname: url?.pathname });
    const response = await compress(request, context.res);
    // A fresh response: those of Remix, and redirects, may have headers that cannot be changed.
    context.res = undefined;
    context.res = withHeaders(response, own);
  });
  app.get("/health", () => parts.health());
  app.all("*", async (context) => {
    const { raw: request } = context.req;
    const { nonce, town } = context.var;
    let { url } = context.var;
    if (unspeakable.has(request.method)) return plainPage(405);
    const file = serveStatic(files, url.pathname, request);
    if (file) return file;
    if (url.pathname.startsWith("/assets/")) return plainPage(404);
    if (isCrossSite(request.method, request.headers, url.origin)) return plainPage(403);
    if (town !== undefined) {
      const way = wayAtTownHost(town, request, url, config.publicUrl);
      if (way.kind === "nowhere") return plainPage(404);
      if (way.kind === "redirect") return leadTo(way.location);
      if (way.kind === "inside") url = new URL(way.pathname + url.search, url);
    }
    const init: RequestInit & { duplex?: "half" } = {
      method: request.method,
      headers: judged(request.headers),
      signal: request.signal,
    };
    if (request.method !== "GET" && request.method !== "HEAD") {
      const body = await readBody(request, limits, takesJson.test(url.pathname));
      if (!body.ok) return closing(plainPage(body.status));
      init.body = body.bytes;
      init.duplex = "half";
    }
    const entered = enterByAddress(request, url);
    if (entered) return entered;
    const socketAddress = context.env.incoming?.socket.remoteAddress;
    const response = await parts.pages(new Request(url, init), {
      nonce,
      clientAddress: clientAddress(request.headers, socketAddress, config.trustProxy),
      ownHostOf: town,
    });
    return staySharedDevice(request, url, unlisted(request, url, response));
  });
  app.onError((error) => {
    log.error("http.failed", { error });
    return plainPage(500);
  });
  return app;
}

/** What somebody sees by a preview link is for no search engine. */
function unlisted(request: Request, url: URL, response: Response): Response {
  const cookies = request.headers.get("cookie") ?? "";
  const isPreview = url.pathname.startsWith("/vorschau/") || /(?:^|;\s*)vorschau-/.test(cookies);
  return isPreview ? withHeaders(response, { "X-Robots-Tag": "noindex, nofollow" }) : response;
}

/** Addresses that machines send JSON to: interfaces, and what delivery services call back. */
const takesJson = /^\/(api|rueckruf)\//;

/** Methods of which the Fetch standard allows no request to be made, so that no page can be asked. */
const unspeakable = new Set(["CONNECT", "TRACE", "TRACK"]);

function withHeaders(response: Response, added: Readonly<Record<string, string>>): Response {
  const headers = new Headers(response.headers);
  // What a response says itself is stricter: a file of a citizen's forbids everything.
  for (const [name, value] of Object.entries(added)) {
    if (!headers.has(name)) headers.set(name, value);
  }
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/**
 * Headers without `Origin`, which is judged by now. Remix judges it once more, by the `Host` that a proxy sets, and takes a page that
 * sends no referrer ("null") for an attack.
 */
function judged(headers: Headers): Headers {
  if (!headers.has("origin")) return headers;
  const rest = new Headers(headers);
  rest.delete("origin");
  return rest;
}

/** Leads on with whatever was sent. Not for ever: a host may go to another municipality. */
function leadTo(location: string): Response {
  return new Response(null, {
    status: 307,
    headers: { Location: location, "Cache-Control": "no-store" },
  });
}

/** The rest of a refused body is not waited for. */
function closing(response: Response): Response {
  response.headers.set("Connection", "close");
  return response;
}
