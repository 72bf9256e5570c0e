import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { readHandoff, withHandoff } from "#app/http/handoff.server.ts";
import { NonceContext } from "#app/http/nonce.ts";
import { ResponseStatusContext } from "#app/http/response-status.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { renderOnce } from "#app/http/rendered-pages.server.ts";
import { languagesOf, type Frame } from "./routes/frame.ts";

/**
 * Renders a page in one go: pages are small and nothing in them is loaded late, and `renderToString` takes about half
 * the time of the stream. So the loaders' data, which Remix would send through a stream, is added as a whole.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const language = negotiateLanguage(request, languagesOf(matchesOf(context)));
  const handoff = await readHandoff(context.serverHandoffStream);
  delete context.serverHandoffStream;
  const render = (ownNonce: string) => {
    const html = renderToString(
      <NonceContext.Provider value={ownNonce}>
        <ResponseStatusContext.Provider value={status}>
          <I18nextProvider i18n={serverI18n(language)}>
            <RemixServer context={context} url={request.url} nonce={ownNonce} />
          </I18nextProvider>
        </ResponseStatusContext.Provider>
      </NonceContext.Provider>,
    );
    return withHandoff(html, handoff, ownNonce);
  };
  // What a page shows follows from its address, its data (the handoff), its language and its status.
  const html =
    handoff !== undefined && isForEverybody(context.staticHandlerContext)
      ? renderOnce(`${language} ${String(status)} ${request.url} ${handoff}`, nonce, render)
      : render(nonce);
  headers.set("Content-Language", language);
  headers.append("Vary", "Cookie, Accept-Language");
  headers.set("Content-Type", "text/html; charset=utf-8");
  // Trouble passes; without a word browsers may keep some of it.
  if (status >= 400 && !headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  if (status === 503) headers.set("Retry-After", "30");
  return new Response(`<!DOCTYPE html>${html}`, { status, headers });
}

/** The matched routes with what they say of themselves. */
function matchesOf({ staticHandlerContext, routeModules }: EntryContext) {
  return staticHandlerContext.matches.map(({ route }) => ({
    handle: routeModules[route.id]?.handle,
  }));
}

/** Whether the loader of the page says that it holds nothing that anybody typed. */
function isForEverybody({
  matches,
  loaderData,
  actionData,
}: EntryContext["staticHandlerContext"]): boolean {
  const id = matches.at(-1)?.route.id ?? "";
  const { frame } = (loaderData[id] ?? {}) as { frame?: Frame };
  const { shared } = (loaderData["root"] ?? {}) as { shared?: object };
  return actionData === null && shared === undefined && frame?.forEverybody === true;
}

/** A link to a draft is half of its key, one to a preview all of it, one to an invitation lets somebody in, one to a mailbox confirms it: no log may hold them. */
function loggedPath(pathname: string): string {
  return pathname.replace(/^\/(weiter|einladung|postfach|vorschau)\/.*/, "/$1/…");
}

/** Told of everything a loader, action or page throws that is not an answer. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  // An address that does not exist is no failure of ours.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  // The visitor left; nobody gets the answer.
  if (request.signal.aborted) return;
  context.portal.log.error("page.failed", {
    method: request.method,
    // Without the query: it may carry what someone typed.
    path: loggedPath(new URL(request.url).pathname),
    error,
  });
};
