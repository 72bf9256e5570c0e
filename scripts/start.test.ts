// Starts and stops the real server, as `npm start` does, on a data folder of its own.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { json as readAll } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive } from "../db/embedded/postmaster.ts";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(os.tmpdir(), "einmal-start-"));

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly until: (text: string) => Promise<void>;
  readonly exit: Promise<number | null>;
}
const all: Started[] = [];

function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, MASTER_KEY: _key, HOST: _host, ...rest } = process.env;
  return { ...rest, NODE_ENV: "production", PORT: "0", DATA_DIR: folder, ...more };
}

function start(more: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, ["server.ts"], {
    cwd: root,
    env: environment(more),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const exit = once(child, "close").then(([code]) => code as number | null);
  const until = async (text: string) => {
    while (!output.includes(text)) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(output);
      await Promise.race([once(child.stdout, "data"), exit]);
    }
  };
  const started = { child, output: () => output, until, exit };
  all.push(started);
  return started;
}

async function health(server: Started): Promise<{ status: number; body: unknown }> {
  const address = /Einmal: (\S+)\//.exec(server.output())?.[1] ?? "";
  const response = await fetch(`${address}/health`);
  return { status: response.status, body: await response.json() };
}

function databasePid(): number {
  const file = path.join(folder, "postgres/data/postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
}

beforeAll(() => {
  if (existsSync(path.join(root, "build/server/index.js"))) return;
  const build = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: root, encoding: "utf8" });
  if (build.status !== 0) throw new Error(build.stdout + build.stderr);
}, 120_000);

afterAll(async () => {
  for (const { child, exit } of all) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await exit;
  }
  const pid = databasePid();
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

test("starts, answers, shares its database with the command line, and stops all of it", async () => {
  const server = start();
  await server.until("\nready\n");
  expect(await health(server)).toMatchObject({
    status: 200,
    body: { status: "ok", database: "reachable" },
  });
  expect(server.output()).toMatch(/Demo login operator: betrieb \/ [a-z0-9-]{19}\n/);
  expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  const pid = databasePid();
  expect(isAlive(pid)).toBe(true);

  const command = spawn(process.execPath, ["bin/einmal.mjs", "offering", "list", "--json"], {
    cwd: root,
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed = (await readAll(command.stdout)) as { offerings: unknown[] };
  if (command.exitCode === null) await once(command, "exit");
  expect(command.exitCode).toBe(0);
  expect(printed.offerings.length).toBeGreaterThan(5);
  expect(databasePid(), "the command leaves the server's database alone").toBe(pid);
  expect((await health(server)).status).toBe(200);

  // Twice at once: a terminal, npm and systemd may each pass the same signal on.
  server.child.kill("SIGINT");
  server.child.kill("SIGINT");
  expect(await server.exit).toBe(0);
  expect(isAlive(pid)).toBe(false);
}, 180_000);

test("after kill -9 the next start takes over, also without jobs", async () => {
  const killed = start();
  await killed.until("\nready\n");
  const pid = databasePid();
  killed.child.kill("SIGKILL");
  await killed.exit;
  expect(isAlive(pid)).toBe(true);

  const next = start({ JOBS: "off" });
  await next.until("\nready\n");
  expect(databasePid()).toBe(pid);
  expect((await health(next)).status).toBe(200);
  expect(next.output()).toContain('"jobs":false');
  next.child.kill("SIGTERM");
  expect(await next.exit).toBe(0);
  expect(isAlive(pid)).toBe(false);
}, 180_000);

test("told to stop while still starting it leaves no database behind", async () => {
  const server = start();
  await server.until("database.started");
  const pid = databasePid();
  server.child.kill("SIGINT");
  expect(await server.exit).toBe(0);
  expect(server.output()).not.toContain("\nready\n");
  expect(isAlive(pid)).toBe(false);
}, 180_000);

test("opened to the network, the demo says what that means", async () => {
  const server = start({ HOST: "0.0.0.0" });
  await server.until("\nready\n");
  expect(server.output()).toMatch(/Einmal: http:\/\/localhost:\d+\//);
  expect(server.output()).toContain("Warning: HOST=0.0.0.0 opens this demo to the network");
  server.child.kill("SIGINT");
  expect(await server.exit).toBe(0);
  expect(server.output()).toContain("server.exposed");
}, 180_000);
