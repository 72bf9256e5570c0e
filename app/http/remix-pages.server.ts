import {
  createRequestHandler,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type ServerBuild,
} from "@remix-run/node";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isDatabaseAway } from "./database-away.server.ts";
import { handlePages } from "./remix-handlers.server.ts";

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
  return {
    handle: handlePages(tellingTrouble(build)),
    close: () => Promise.resolve(),
  };
}

/** The pages straight from their sources, renewed at every change. */
export async function openSourcePages(server: Server): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    server: { middlewareMode: true, hmr: { server } },
    appType: "custom",
  });
  const load = async () =>
    tellingTrouble((await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild);
  return {
    handle: createRequestHandler(load, "development"),
    sources: (request, response, next) => {
      vite.middlewares(request, response, next);
    },
    close: () => vite.close(),
  };
}

/**
 * The pages, with a database that is away as an answer (503) instead of an error: Remix tells browsers nothing of
 * errors, so that they could not say what the matter is.
 */
export function tellingTrouble(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const { loader, action, ...module } = route.module;
    return [
      id,
      {
        ...route,
        module: {
          ...module,
          ...(loader && { loader: told(loader) }),
          ...(action && { action: told(action) }),
        },
      },
    ];
  });
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}

type Handler<T> = (args: T, ...more: never[]) => unknown;

function told<T extends LoaderFunctionArgs | ActionFunctionArgs>(handler: Handler<T>) {
  return async (args: T): Promise<unknown> => {
    try {
      return await handler(args);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      args.context.portal.log.error("database.away", { error });
      throw new Response(null, { status: 503 });
    }
  };
}
