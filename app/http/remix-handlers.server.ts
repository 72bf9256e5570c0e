import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import { createRouteMatcher, type RouteObject } from "./remix-routes.server.ts";

type Handler = (request: Request, context: AppLoadContext) => Promise<Response>;

/**
 * Answers requests for built pages. Remix matches an address against all routes that it knows, four times for one answer and
 * seven times for a page with scripts: an eighth of the processor time. So each page gets a handler that knows its own
 * route alone, and who answers an address is remembered.
 */
export function handlePages(build: ServerBuild): Handler {
  const all = createRequestHandler(build, "production");
  const match = createRouteMatcher(treeOf(build.routes));
  const own = new Map<string, Handler>();
  const find = (address: string): Handler => {
    const leaf = match(address);
    if (leaf === undefined) return all;
    const known = own.get(leaf) ?? createRequestHandler(aloneWith(leaf, build), "production");
    own.set(leaf, known);
    return known;
  };
  return (request, context) => {
    const address = addressOf(request);
    // What browsers ask for further pages needs all of them.
    return (address === "/__manifest" ? all : find(address))(request, context);
  };
}

/** The path, for requests of Remix's browser half that of their page. */
function addressOf(request: Request): string {
  const { pathname } = new URL(request.url);
  if (!pathname.endsWith(".data")) return pathname;
  return pathname.slice(0, -".data".length).replace(/^\/_root$/, "/");
}

function treeOf(routes: ServerBuild["routes"], parent?: string): RouteObject[] {
  return Object.values(routes)
    .filter(({ parentId }) => parentId === parent)
    .map(({ id, path, index }) => {
      const place = { id, ...(path !== undefined && { path }) };
      return index === true
        ? { ...place, index: true }
        : { ...place, children: treeOf(routes, id) };
    });
}

/** The build with a page and the routes around it, and nothing else. */
function aloneWith(leaf: string, build: ServerBuild): ServerBuild {
  const line = new Set<string>();
  for (let id: string | undefined = leaf; id !== undefined; id = build.routes[id]?.parentId)
    line.add(id);
  const within = <T>(routes: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => line.has(id)));
  const { assets } = build;
  return {
    ...build,
    routes: within(build.routes),
    assets: { ...assets, routes: within(assets.routes) },
  };
}
