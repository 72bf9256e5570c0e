import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findBinaries, type Binaries } from "./embedded/binaries.ts";
import { openCluster, readConnection, writeConnection, type Cluster } from "./embedded/cluster.ts";
import { findFreePort, isPortFree } from "./embedded/port.ts";
import { isAlive, readPostmaster, removeStalePidFile, tailOfLog } from "./embedded/postmaster.ts";
import { EmbeddedDatabaseError } from "./embedded/problem.ts";

/** Told what happens, as named events. */
export type EmbeddedLog = (event: string, details: Readonly<Record<string, unknown>>) => void;

export interface Embedded {
  /** Signs in as the owner of the database `einmal`, no superuser. */
  readonly url: string;
  /** Process id of the server at the moment. */
  readonly pid: () => number;
  /** Stops the server cleanly unless another process still uses it. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a real PostgreSQL in `<dataDir>/postgres`, reachable from this machine only, or joins the one that already
 * runs there, e.g. because its parent was killed. While in use it is watched and started again should it die.
 * Throws `EmbeddedDatabaseError`, whose message tells the remedy.
 */
export async function startEmbedded(
  dataDir: string,
  log: EmbeddedLog = () => undefined,
): Promise<Embedded> {
  const binaries = findBinaries();
  const cluster = openCluster(dataDir, binaries, await findFreePort());
  const mark = path.join(cluster.users, String(process.pid));
  writeFileSync(mark, "");
  let pid: number;
  try {
    pid = await ensureRunning(cluster, binaries, log);
  } catch (error) {
    rmSync(mark, { force: true });
    throw error;
  }
  let stopping = false;
  let restarting: Promise<void> | undefined;
  const revive = async () => {
    log("database.died", { pid });
    try {
      pid = await ensureRunning(cluster, binaries, log, readConnection(cluster.root).port);
    } catch (error) {
      log("database.restartFailed", { error: String(error) });
    }
    restarting = undefined;
  };
  const watch = setInterval(() => {
    if (!stopping && restarting === undefined && !isAlive(pid)) restarting = revive();
  }, 500);
  watch.unref();
  const { password, port } = readConnection(cluster.root);
  return {
    url: `postgres://einmal:${password}@127.0.0.1:${port}/einmal`,
    pid: () => pid,
    stop: async () => {
      if (stopping) return;
      stopping = true;
      clearInterval(watch);
      await restarting;
      rmSync(mark, { force: true });
      if (othersUse(cluster)) return;
      await shutDown(pid);
      log("database.stopped", { pid });
    },
  };
}

function othersUse(cluster: Cluster): boolean {
  return readdirSync(cluster.users).some((entry) => {
    const user = Number(entry);
    if (user === process.pid) return false;
    if (isAlive(user)) return true;
    rmSync(path.join(cluster.users, entry), { force: true });
    return false;
  });
}

/** Joins the running server or starts it; several tries, as one that was killed leaves children for a moment. */
async function ensureRunning(
  cluster: Cluster,
  binaries: Binaries,
  log: EmbeddedLog,
  fixedPort?: number,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const running = readPostmaster(cluster.data);
    if (running?.ours === true) {
      const pid = await untilReady(cluster, running.pid);
      if (pid !== undefined) {
        log("database.joined", { pid, port: readConnection(cluster.root).port });
        return pid;
      }
    } else {
      if (running !== undefined) removeStalePidFile(cluster.data);
      const port = await choosePort(cluster, fixedPort);
      const pid = await untilReady(cluster, launch(cluster, binaries, port));
      if (pid !== undefined) {
        log("database.started", { pid, port });
        return pid;
      }
    }
    if (attempt === 5) {
      throw new EmbeddedDatabaseError(
        `PostgreSQL does not start. The end of ${cluster.logFile}:\n${tailOfLog(cluster.logFile)}`,
        "look for a full disk or missing rights in these lines; then start again.",
      );
    }
    await pause(200 * attempt);
  }
}

async function choosePort(cluster: Cluster, fixedPort: number | undefined): Promise<number> {
  const connection = readConnection(cluster.root);
  if (fixedPort !== undefined || (await isPortFree(connection.port))) return connection.port;
  const port = await findFreePort();
  writeConnection(cluster.root, { ...connection, port });
  return port;
}

function launch(cluster: Cluster, binaries: Binaries, port: number): number {
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "128MB",
    fsync: "on",
    synchronous_commit: "on",
    log_timezone: "UTC",
    timezone: "UTC",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const line = [...cluster.prefix, binaries.postgres, "-D", cluster.data, ...options];
  const [command = binaries.postgres, ...args] = line;
  const output = openSync(cluster.logFile, "a", 0o600);
  // In a session of its own: Ctrl-C at the terminal reaches the portal alone, which stops the server when it is done.
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", output, output],
    cwd: cluster.data,
    env: { ...process.env, LC_ALL: "C" },
  });
  closeSync(output);
  child.on("error", () => undefined);
  child.unref();
  return child.pid ?? -1;
}

/** Waits until the server takes connections; undefined if it ended instead. */
async function untilReady(cluster: Cluster, pid: number): Promise<number | undefined> {
  // Recovery after a crash can take a while with much to replay.
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    await pause(20);
    if (!isAlive(pid)) return undefined;
    const state = readPostmaster(cluster.data);
    if (state?.pid !== pid || state.status !== "ready") continue;
    const connection = readConnection(cluster.root);
    if (state.port !== connection.port)
      writeConnection(cluster.root, { ...connection, port: state.port });
    return pid;
  }
  return undefined;
}

async function shutDown(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  // "Fast": ends connections, writes everything. The next signal, "immediate", is safe too but needs recovery.
  process.kill(pid, "SIGINT");
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    await pause(20);
    if (!isAlive(pid)) return;
  }
  process.kill(pid, "SIGQUIT");
}
