import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, DatabaseUnavailableError, query } from "./connect.ts";
import { startEmbedded, type Embedded } from "./embedded.ts";
import { isAlive } from "./embedded/postmaster.ts";

let folder = "";
let started: Embedded[] = [];
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "einmal-embedded-"));
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const server of started) await server.stop();
  started = [];
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start(log?: Parameters<typeof startEmbedded>[1]): Promise<Embedded> {
  const server = await startEmbedded(folder, log);
  started.push(server);
  return server;
}

/** A process of its own that starts the server and then waits. Returns what it printed: address and pid. */
async function startInChild(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const module = fileURLToPath(new URL("./embedded.ts", import.meta.url));
  const program = `
    import { startEmbedded } from ${JSON.stringify(module)};
    const server = await startEmbedded(${JSON.stringify(folder)});
    process.on("SIGINT", () => void server.stop().then(() => process.exit(0)));
    console.log(JSON.stringify({ url: server.url, pid: server.pid() }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
    // Like a terminal: a process group of its own, to which Ctrl-C goes.
    detached: true,
  });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { url: string; pid: number }) };
}

async function one(url: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, connect_timeout: 3 });
  try {
    const [row] = await sql`select current_user as "user", rolsuper from pg_roles
      where rolname = current_user`;
    return row;
  } finally {
    await sql.end();
  }
}

test("starts, answers its owner alone, stops, and starts again at the same address", async () => {
  const server = await start();
  expect(await one(server.url)).toEqual({ user: "einmal", rolsuper: false });
  await expect(one(server.url.replace(/:[^:@]+@/, ":falsch@"))).rejects.toThrow("password");
  await expect(one(server.url.replace("einmal:", "postgres:"))).rejects.toThrow();
  const secrets = path.join(folder, "postgres/connection.json");
  expect(statSync(secrets).mode & 0o777).toBe(0o600);
  await server.stop();
  expect(isAlive(server.pid())).toBe(false);
  expect((await start()).url).toBe(server.url);
});

test("takes another port if somebody else has its own", async () => {
  const first = await start();
  await first.stop();
  const blocker: Server = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
  await once(blocker, "listening");
  try {
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await one(second.url)).toMatchObject({ user: "einmal" });
  } finally {
    blocker.close();
  }
});

test("outlives its parent being killed, and the next process joins it", async () => {
  const { child, url, pid } = await startInChild();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(pid)).toBe(true);
  const server = await start();
  expect(server.pid()).toBe(pid);
  expect(server.url).toBe(url);
  await server.stop();
  expect(isAlive(pid)).toBe(false);
});

test("runs on while another process uses it; Ctrl-C stops it cleanly", async () => {
  const server = await start();
  const { child, pid } = await startInChild();
  expect(pid).toBe(server.pid());
  await server.stop();
  expect(isAlive(pid)).toBe(true);
  if (child.pid === undefined) throw new Error("no child");
  process.kill(-child.pid, "SIGINT");
  await once(child, "exit");
  expect(isAlive(pid)).toBe(false);
  const log = readFileSync(path.join(folder, "postgres/data/postgres.log"), "utf8");
  expect(log).toContain("fast shutdown");
  expect(log).not.toContain("interrupted");
});

test("many that open it at once leave its files to the server that runs", async () => {
  const { url } = await start();
  const data = path.join(folder, "postgres", "data");
  const { uid } = statSync(data);
  const joined = await Promise.all(Array.from({ length: 8 }, () => startInChild()));
  expect(new Set(joined.map((one) => one.pid)).size).toBe(1);
  expect(statSync(data).uid).toBe(uid);
  expect(readdirSync(data).filter((name) => name.startsWith(".probe"))).toEqual([]);
  expect(await one(url)).toEqual({ user: "einmal", rolsuper: false });
});

test("starts over a stale pid file whose number belongs to another process by now", async () => {
  const server = await start();
  const file = path.join(folder, "postgres/data/postmaster.pid");
  const content = readFileSync(file, "utf8");
  await server.stop();
  writeFileSync(file, content.replace(/^\d+/, String(process.pid)));
  expect(await one((await start()).url)).toMatchObject({ user: "einmal" });
});

test("a first start that was killed leaves nothing that harms", async () => {
  const module = fileURLToPath(new URL("./embedded.ts", import.meta.url));
  const program = `import(${JSON.stringify(module)}).then((m) => m.startEmbedded(${JSON.stringify(folder)}))`;
  const child = spawn(process.execPath, ["-e", program], { stdio: "ignore", detached: true });
  children.push(child);
  await pause(500);
  if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  expect(await one((await start()).url)).toMatchObject({ user: "einmal" });
});

test("killed in the middle of writing it loses nothing that was acknowledged and comes back by itself", async () => {
  const events: string[] = [];
  const server = await start((event) => events.push(event));
  const database = connect(server.url, { max: 4 });
  try {
    await database.sql`create table notes (id int primary key)`;
    const acknowledged: number[] = [];
    let failures = 0;
    let running = true;
    let next = 0;
    const write = async () => {
      while (running) {
        const id = (next += 1);
        try {
          await query(database, (sql) => sql`insert into notes values (${id})`);
          acknowledged.push(id);
        } catch (error) {
          expect(error).toBeInstanceOf(DatabaseUnavailableError);
          failures += 1;
          await pause(50);
        }
      }
    };
    const writers = [write(), write(), write()];
    await pause(400);
    process.kill(server.pid(), "SIGKILL");
    const before = acknowledged.length;
    for (const end = Date.now() + 15_000; Date.now() < end;) {
      await pause(50);
      if (acknowledged.length > before + 50) break;
    }
    running = false;
    await Promise.all(writers);
    expect(before).toBeGreaterThan(20);
    expect(acknowledged.length, "writing went on").toBeGreaterThan(before + 50);
    expect(failures).toBeGreaterThan(0);
    expect(events).toEqual(["database.started", "database.died", "database.started"]);
    const stored = await database.sql<{ id: number }[]>`select id from notes`;
    const ids = new Set(stored.map((row) => row.id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  } finally {
    await database.close();
  }
}, 180_000);

test("a database that stops and starts again is found without a restart of the portal", async () => {
  const first = await start();
  const database = connect(first.url, { max: 2 });
  try {
    const ask = () => query(database, (sql) => sql`select 1`);
    await ask();
    await first.stop();
    for (let n = 0; n < 5; n += 1) {
      const begin = performance.now();
      await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailableError);
      expect(performance.now() - begin, "says so at once").toBeLessThan(1000);
    }
    await start();
    await ask();
  } finally {
    await database.close();
  }
});

test("a damaged installation says what to do", async () => {
  await (await start()).stop();
  writeFileSync(path.join(folder, "postgres/connection.json"), "{");
  await expect(startEmbedded(folder)).rejects.toThrow(/connection\.json.*\n.*What to do/);
});
