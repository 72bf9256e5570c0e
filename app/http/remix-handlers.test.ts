import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { expect, it } from "vitest";
import { handlePages } from "./remix-handlers.server.ts";

const context = {} as AppLoadContext;
const handle = handlePages(build({ home: "/", town: "/:town", page: "/:town/:page/:item?" }));

function respond(_request: Request, status: number) {
  return new Response(null, { status });
}

/** Routes that answer with their own id and their parameters. */
function build(paths: Readonly<Record<string, string>>): ServerBuild {
  const routes = Object.entries(paths).map(([id, path]): [string, object] => [
    id,
    {
      id,
      ...(path === "/" ? { index: true } : { path: path.slice(1) }),
      parentId: "root",
      module: { loader: ({ params }: { params: object }) => Response.json({ id, params }) },
    },
  ]);
  const root = { id: "root", path: "", module: { default: () => null } };
  const assets = Object.entries(paths).map(([id, path]): [string, object] => [
    id,
    { id, path: path.slice(1) },
  ]);
  return {
    mode: "production",
    entry: { module: { default: respond } },
    routes: Object.fromEntries<unknown>([["root", root], ...routes]),
    assets: {
      version: "1",
      routes: Object.fromEntries<unknown>([["root", { id: "root", path: "" }], ...assets]),
    },
    publicPath: "/",
    future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
  } as unknown as ServerBuild;
}

async function ask(address: string): Promise<unknown> {
  const response = await handle(new Request(`http://localhost${address}`), context);
  return response.json();
}

it.each([
  ["/", { id: "home", params: {} }],
  ["/hamburg", { id: "town", params: { town: "hamburg" } }],
  ["/hamburg/hund", { id: "page", params: { town: "hamburg", page: "hund" } }],
  ["/hamburg/hund/k3f9", { id: "page", params: { town: "hamburg", page: "hund", item: "k3f9" } }],
])("%s is answered by its own route, also when asked again", async (address, expected) => {
  expect(await ask(address)).toEqual(expected);
  expect(await ask(address)).toEqual(expected);
});

it("tells browsers of all routes", async () => {
  const manifest = await ask("/__manifest?version=1&p=/hamburg&p=/hamburg/hund");
  expect(Object.keys(manifest as object)).toEqual(expect.arrayContaining(["town", "page"]));
});

it("answers an address without a route", async () => {
  const response = await handle(new Request("http://localhost/a/b/c/d/e"), context);
  expect(response.status).toBe(404);
});
