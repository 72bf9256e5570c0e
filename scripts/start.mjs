// `npm start`: from a fresh clone to a running portal. Installs and builds what is missing or has changed, nothing else.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { environmentFor, prepareNode, root } from "./prepare.mjs";

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
const delivery = startDelivery();
const args = [join(root, "server.ts"), ...process.argv.slice(2)];
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
  delivery?.kill();
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1));
});

/**
 * In the demo: a delivery service that behaves like FIT-Connect, with a receiver, so that one sees applications travel. Says
 * nothing and matters to nobody where it does not come up, e.g. because its port is taken.
 */
function startDelivery() {
  if (env["DATABASE_URL"]) return undefined;
  const directory = resolve(root, env["DATA_DIR"] ?? ".data", "zustelldienst");
  env["DEMO_DELIVERY"] = join(directory, "connection.json");
  const program = join(root, "e2e", "fixtures", "zustelldienst", "main.ts");
  const schema = "urn:de:einmal:submission:v1";
  const started = spawn(
    node,
    [program, "--directory", directory, "--schema-uri", schema, "--poll", "3"],
    { cwd: root, env, stdio: "ignore" },
  );
  started.on("error", () => undefined);
  return started;
}
