import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** What answers requests for pages. */
export interface Pages {
  readonly handle: (request: Request, context: AppLoadContext) => Promise<Response>;
  /** Vite's own addresses during development; calls `next` for all others. */
  readonly sources?: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  readonly close: () => Promise<void>;
}

/** The pages as `npm run build` left them in `build/`. */
export async function openBuiltPages(): Promise<Pages> {
  const file = path.resolve("build/server/index.js");
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  return { handle: createRequestHandler(build, "production"), close: () => Promise.resolve() };
}

/** The pages straight from their sources, renewed at every change. */
export async function openSourcePages(server: Server): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    server: { middlewareMode: true, hmr: { server } },
    appType: "custom",
  });
  const load = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  return {
    handle: createRequestHandler(load, "development"),
    sources: (request, response, next) => {
      vite.middlewares(request, response, next);
    },
    close: () => vite.close(),
  };
}
