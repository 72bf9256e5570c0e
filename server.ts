import { getRequestListener } from "@hono/node-server";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { boot, type Running } from "#app/boot.server.ts";
import { checkHealth } from "#app/http/health.server.ts";
import { addressOf, closeServer, isLoopback, listen } from "#app/http/listen.server.ts";
import { plainTrouble } from "#app/http/plain-trouble.server.ts";
import { createPortalApp } from "#app/http/portal-app.server.ts";
import { openBuiltPages, openSourcePages, type Pages } from "#app/http/remix-pages.server.ts";
import { bodyLimits } from "#app/http/request-body.server.ts";
import { readStaticFiles } from "#app/http/static-files.server.ts";
import { joinDemoDelivery } from "#app/operations/join-demo-delivery.server.ts";
import { joinDemoPayment } from "#app/operations/join-demo-payment.server.ts";
import { readConfig, type Config } from "#app/platform/config.server.ts";
import { createLog, type Log } from "#app/platform/log.server.ts";
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
  const booting = boot(config, log);
  let pages: Pages | undefined;
  const leaving = new AbortController();
  const close = async () => {
    leaving.abort();
    await closeServer(server, pages ? patience : 0);
    await pages?.close();
    // Told to stop while still starting: that is finished first, so that no database is left running.
    const running = await booting.catch(() => undefined);
    await running?.stop();
  };
  const isStopping = stopOnSignals(log, close);
  try {
    const running = await booting;
    if (isStopping()) return;
    pages = development ? await openSourcePages(server) : await openBuiltPages();
    opened.resolve(createListener(running, pages));
    greet(config, log, addressOf(server), running);
    joinDemo(running, leaving.signal);
  } catch (error) {
    if (!isStopping()) await close();
    throw error;
  }
}

/** In a demo: joins the local services that scripts/start.mjs has started beside it. Without them it works as well. */
function joinDemo({ portal }: Running, leaving: AbortSignal): void {
  const { demoDelivery, demoPayment } = portal.config;
  if (demoDelivery !== undefined)
    joinDemoDelivery(portal, demoDelivery, leaving).catch((error: unknown) => {
      portal.log.warn("demo.deliveryFailed", { error });
    });
  if (demoPayment !== undefined)
    joinDemoPayment(portal, demoPayment, leaving).catch((error: unknown) => {
      portal.log.warn("demo.paymentFailed", { error });
    });
}

/** Milliseconds within which a second signal is the same one: a terminal, npm and systemd may each pass it on. */
const sameSignal = 1500;

/** Ends the process in good order when told to, at once when told twice. Says whether it is under way. */
function stopOnSignals(log: Log, close: () => Promise<void>): () => boolean {
  let since: number | undefined;
  const stop = async (signal: string) => {
    if (since !== undefined) {
      if (performance.now() - since > sameSignal) process.exit(130);
      return;
    }
    since = performance.now();
    log.info("server.stopping", { signal });
    await close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(signal));
  // Started by scripts/start.mjs: without it there is nobody who could end this process.
  process.on("disconnect", () => void stop("disconnect"));
  return () => since !== undefined;
}

function greet(config: Config, log: Log, listening: string, { demoLogins }: Running): void {
  const address = config.publicUrl ?? listening;
  log.info("server.started", { address, mode: config.mode, jobs: config.jobs });
  const lines = [`\n  Einmal: ${address}/`];
  for (const { role, user, password } of demoLogins) {
    lines.push(`  Demo login ${role}: ${user} / ${password}`);
  }
  if (config.mode === "demo" && !isLoopback(config.host)) {
    log.warn("server.exposed", { host: config.host });
    lines.push(
      `\n  Warning: HOST=${config.host} opens this demo to the network, and its sign-in page shows the password to everyone.`,
      "  For real use name a database in DATABASE_URL; then there are no demo accounts.",
    );
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
    townAt: async (host) => (await portal.looks.read()).byHost.get(host)?.slug,
    pages: (request, visit) => pages.handle(request, { portal, ...visit }),
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
