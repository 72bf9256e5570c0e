import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { readHandoff, withHandoff } from "#app/http/handoff.server.ts";
import { NonceContext } from "#app/http/nonce.ts";

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
  const handoff = await readHandoff(context.serverHandoffStream);
  delete context.serverHandoffStream;
  const html = renderToString(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={context} url={request.url} nonce={nonce} />
    </NonceContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${withHandoff(html, handoff, nonce)}`, { status, headers });
}
