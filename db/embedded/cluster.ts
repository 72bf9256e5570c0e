import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import type { Binaries } from "./binaries.ts";
import { EmbeddedDatabaseError } from "./problem.ts";
import { chooseRunAs, runProgram, type Prefix } from "./run-as.ts";

/** Where things lie in `<DATA_DIR>/postgres`. */
export interface Cluster {
  readonly root: string;
  /** PGDATA. */
  readonly data: string;
  readonly logFile: string;
  /** One empty file for each process that uses the server, named after its pid. */
  readonly users: string;
  readonly prefix: Prefix;
}

const connectionSchema = z.object({ password: z.string(), port: z.int().min(1).max(65535) });
export type Connection = z.infer<typeof connectionSchema>;

const connectionFile = (root: string) => path.join(root, "connection.json");

/** Finds the cluster in the data folder, or makes it: completely or not at all. Throws `EmbeddedDatabaseError`. */
export function openCluster(dataDir: string, binaries: Binaries, freePort: number): Cluster {
  mkdirSync(dataDir, { recursive: true });
  const root = path.join(path.resolve(dataDir), "postgres");
  if (!existsSync(connectionFile(root))) createCluster(root, binaries, freePort);
  const prefix = chooseRunAs(path.join(root, "data"), binaries);
  const users = path.join(root, "users");
  mkdirSync(users, { recursive: true, mode: 0o700 });
  return {
    root,
    data: path.join(root, "data"),
    logFile: path.join(root, "data", "postgres.log"),
    users,
    prefix,
  };
}

function createCluster(root: string, binaries: Binaries, port: number): void {
  clearAbandoned(root);
  const draft = mkdtempSync(`${root}.new-`);
  // Another user may have to pass through to `data`; what is secret has modes of its own.
  chmodSync(draft, 0o711);
  try {
    const data = path.join(draft, "data");
    mkdirSync(data, { mode: 0o700 });
    const prefix = chooseRunAs(data, binaries);
    const password = randomBytes(24).toString("base64url");
    initialise(prefix, binaries, data, password);
    writeConnection(draft, { password, port });
    renameSync(draft, root);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was faster with the same: take its cluster.
    if (existsSync(connectionFile(root))) return;
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw new EmbeddedDatabaseError(
      `PostgreSQL could not lay out its files in ${root}: ${outputOf(error)}`,
      "see that the disk has 200 MB free and that the folder may be written, then start again.",
      error,
    );
  }
}

function initialise(prefix: Prefix, binaries: Binaries, data: string, password: string): void {
  runProgram(prefix, binaries.initdb, [
    `--pgdata=${data}`,
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=reject",
    "--data-checksums",
    "--no-instructions",
  ]);
  // Only the portal's role may sign in, only from this machine, and it is no superuser: those bypass row security.
  writeFileSync(path.join(data, "pg_hba.conf"), "host all einmal 127.0.0.1/32 scram-sha-256\n");
  runProgram(
    prefix,
    binaries.postgres,
    ["--single", "-D", data, "postgres"],
    `create role einmal login createdb password '${password}'\n` +
      "create database einmal owner einmal\n",
  );
}

/** A first start that was killed leaves a half-made folder; a fresh one may belong to another process. */
function clearAbandoned(root: string): void {
  const parent = path.dirname(root);
  for (const entry of readdirSync(parent)) {
    if (!entry.startsWith(`${path.basename(root)}.new-`)) continue;
    const folder = path.join(parent, entry);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 600_000) rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads port and password. Throws `EmbeddedDatabaseError` if the file is damaged. */
export function readConnection(root: string): Connection {
  try {
    return connectionSchema.parse(JSON.parse(readFileSync(connectionFile(root), "utf8")));
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `${connectionFile(root)} cannot be read.`,
      "give its owner the right to read it, or restore the data folder from a backup.",
      error,
    );
  }
}

export function writeConnection(root: string, connection: Connection): void {
  const draft = `${connectionFile(root)}.new`;
  writeFileSync(draft, JSON.stringify(connection), { mode: 0o600 });
  renameSync(draft, connectionFile(root));
}

/** What a failed program printed. */
function outputOf(error: unknown): string {
  if (error instanceof Error && "stderr" in error) return String(error.stderr).trim();
  return String(error);
}
