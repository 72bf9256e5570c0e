import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { Hono } from "hono";
import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { boot } from "#app/boot.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";

const config = readConfig(process.env);
const running = await boot(config, createLog(config.logLevel));
const build = (await import(
  pathToFileURL(path.resolve("build/server/index.js")).href
)) as ServerBuild;
const handle = createRequestHandler(build, "production");
const app = new Hono();
app.use("/assets/*", serveStatic({ root: "build/client" }));
app.all("*", (context) =>
  handle(context.req.raw, {
    portal: running.portal,
    nonce: randomBytes(16).toString("base64"),
  }),
);
const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, (address) => {
  process.stdout.write(`http://${address.address}:${address.port}/\nready\n`);
});
const stop = () => {
  server.close();
  void running.stop().then(() => process.exit(0));
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
