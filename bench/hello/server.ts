import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";

const file = path.resolve(import.meta.dirname, "../../.cache/hello/server/index.js");
const build = (await import(pathToFileURL(file).href)) as ServerBuild;
const handle = createRequestHandler(build, "production");
const answer = getRequestListener((request) => handle(request), { overrideGlobalObjects: false });
const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\nready\n`);
});
