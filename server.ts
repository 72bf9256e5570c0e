import { getRequestListener } from "@hono/node-server";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { boot, type Running } from "#app/boot.server.ts";
import { checkHealth } from "#app/http/health.server.ts";
import { addressOf, closeServer, listen } from "#app/http/listen.server.ts";
import { plainTrouble } from "#app/http/plain-trouble.server.ts";
import { createPortalApp } from "#app/http/portal-app.server.ts";
import { openBuiltPages, openSourcePages, type Pages } from "#app/http/remix-pages.server.ts";
import { bodyLimits } from "#app/http/request-body.server.ts";
import { readStaticFiles } from "#app/http/static-files.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { query } from "#db/connect.ts";

/** Milliseconds for requests that are under way when the server is told to stop. */
const patience = 10_000;

const development = process.argv.includes("--dev");

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // The socket first: a port in use is told at once, and early visitors wait instead of failing.
  const opened = Promise.withResolvers<RequestListener>();
  const server = await listen(config.host, config.port, (request, response) => {
    void opened.promise.then((answer) => {
      answer(request, response);
    });
  });
  const running = await boot(config, log);
  const pages = development ? await openSourcePages(server) : await openBuiltPages();
  opened.resolve(createListener(running, pages));

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) process.exit(130);
    stopping = true;
    log.info("server.stopping", { signal });
    await closeServer(server, patience);
    await pages.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(signal));
  // Started by scripts/start.mjs: without it there is nobody who could end this process.
  process.on("disconnect", () => void stop("disconnect"));

  const address = config.publicUrl ?? addressOf(server);
  log.info("server.started", { address, mode: config.mode });
  const lines = [`\n  Einmal: ${address}/`];
  for (const { role, user, password } of running.demoLogins) {
    lines.push(`  Demo login ${role}: ${user} / ${password}`);
  }
  process.stdout.write(`${lines.join("\n")}\n\nready\n`);
}

function createListener({ portal }: Running, pages: Pages): RequestListener {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const app = createPortalApp({
    config: portal.config,
    log: portal.log,
    development,
    limits: bodyLimits,
    files: development ? new Map() : readStaticFiles("build/client"),
    health: () => checkHealth(version, () => query(portal.database, (sql) => sql`select 1`)),
    pages: (request, visit) => pages.handle(request, { portal, ...visit, trouble: {} }),
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const { sources } = pages;
  if (!sources) return (request, response) => void answer(request, response);
  return (request, response) => {
    sources(request, response, () => void answer(request, response));
  };
}

try {
  await start();
} catch (error) {
  process.stderr.write(`\n${plainTrouble(error)}\n`);
  process.exit(1);
}
