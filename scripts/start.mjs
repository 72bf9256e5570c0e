// `npm start`: from a fresh clone to a running portal. Installs and builds what is missing or has changed, nothing else.
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { environmentFor, prepareNode, root } from "./prepare.mjs";
import { serverFlags } from "./server-flags.mjs";

const development = process.argv.includes("--dev");
const node = await prepareNode();

if (!development) {
  const build = spawnSync(node, [join(root, "scripts", "build.mjs")], {
    cwd: root,
    stdio: "inherit",
  });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

const env = environmentFor(node, { NODE_ENV: development ? "development" : "production" });
const demo = startDemoServices();
const provider = await startProvider();
const args = [...serverFlags, join(root, "server.ts"), ...process.argv.slice(2)];
// Over the channel the server notices when this process is killed, and then stops too.
const server = spawn(node, args, {
  cwd: root,
  env,
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});

let ending = false;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    ending = true;
    // Ctrl-C at a terminal reaches the server without us; twice means at once.
    if (signal !== "SIGINT" || !process.stdin.isTTY) server.kill(signal);
  });
}

if (process.env["npm_lifecycle_event"] !== undefined) {
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid === npm || ending) return;
    ending = true;
    server.kill("SIGTERM");
  }, 1000).unref();
}

server.on("exit", (code, signal) => {
  for (const service of demo) service.kill();
  provider?.kill();
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1));
});

/**
 * In the demo: a delivery service that behaves like FIT-Connect, with a receiver, and a payment service that moves no money, so
 * that one sees applications travel and being paid. They say nothing and matter to nobody where they do not come up.
 */
function startDemoServices() {
  if (env["DATABASE_URL"]) return [];
  const schema = "urn:de:einmal:submission:v1";
  return [
    startDemoService("zustelldienst", "DEMO_DELIVERY", "--schema-uri", schema, "--poll", "3"),
    startDemoService("bezahldienst", "DEMO_PAYMENT"),
  ];
}

/**
 * Starts one of them, and has the server told where it writes down its addresses.
 *
 * @param {string} name
 * @param {string} variable
 * @param {string[]} more
 */
function startDemoService(name, variable, ...more) {
  const directory = resolve(root, env["DATA_DIR"] ?? ".data", name);
  env[variable] = join(directory, "connection.json");
  // That of a start that was killed may name addresses of its own.
  rmSync(env[variable], { force: true });
  const program = join(root, "e2e", "fixtures", name, "main.ts");
  const started = spawn(node, [program, "--directory", directory, ...more], {
    cwd: root,
    env,
    stdio: "ignore",
  });
  started.on("error", () => undefined);
  return started;
}

/**
 * In the demo: an identity provider with one invented person, so that one sees how questions are filled in. It says nothing
 * either; where it does not come up the portal says that it cannot be reached.
 */
async function startProvider() {
  if (env["DATABASE_URL"] || env["OIDC_ISSUER"]) return undefined;
  Object.assign(env, {
    OIDC_ISSUER: `http://127.0.0.1:${String(await freePort())}`,
    OIDC_CLIENT_ID: "einmal",
    OIDC_CLIENT_SECRET: randomUUID(),
    OIDC_NAME: "Demo-Konto",
  });
  const program = join(root, "e2e", "fixtures", "anmeldedienst", "main.ts");
  const started = spawn(node, [program], { cwd: root, env, stdio: "ignore" });
  started.on("error", () => undefined);
  return started;
}

/** A port that nobody uses at the moment. */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}
