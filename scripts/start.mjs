// `npm start`: from a fresh clone to a running portal. Installs and builds what is missing or has changed, nothing else.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
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
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1));
});
