import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { lchownSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Binaries } from "./binaries.ts";
import { readPostmaster } from "./postmaster.ts";
import { EmbeddedDatabaseError } from "./problem.ts";

/** A command put in front of each PostgreSQL program; empty where none is needed. */
export type Prefix = readonly string[];

/** The user and group `nobody` of Linux, by number because containers may lack the name. */
const nobody = 65534;

interface Way {
  readonly prefix: Prefix;
  /** Who owns the files in this way. */
  readonly owner: number;
}

const namespace: Way = {
  prefix: ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`],
  owner: 0,
};

function asUser(uid: number): Way[] {
  const user = ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
  // The second one also passes through folders that are closed to others, such as /root.
  const passing = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return [
    { prefix: user, owner: uid },
    { prefix: [...user, ...passing], owner: uid },
  ];
}

/**
 * PostgreSQL refuses to run as root. As root, finds a way that works here: a user namespace, in which root's files
 * belong to somebody ordinary, else an ordinary user, to whom the folder is then given.
 * `folder` must exist. Throws `EmbeddedDatabaseError`.
 */
export function chooseRunAs(folder: string, binaries: Binaries): Prefix {
  if (process.getuid?.() !== 0) return [];
  const owner = statSync(folder).uid;
  const all = owner === 0 ? [namespace, ...asUser(nobody)] : [...asUser(owner), namespace];
  // What a server works on stays its own, whatever comes of the probe: it could not read its files any more.
  const isRunning = readPostmaster(folder)?.ours === true;
  const ways = isRunning ? all.filter((way) => way.owner === owner) : all;
  for (const way of ways) {
    if (!works(way, folder, binaries)) continue;
    return way.prefix;
  }
  throw new EmbeddedDatabaseError(
    "PostgreSQL does not run as root, and neither `unshare --user` nor `setpriv` of util-linux works here.",
    "start the portal as an ordinary user that owns its folder, or name a PostgreSQL server in DATABASE_URL.",
  );
}

function works(way: Way, folder: string, binaries: Binaries): boolean {
  const before = statSync(folder).uid;
  if (before !== way.owner && !giveTo(folder, way.owner)) return false;
  const [command = "", ...args] = [
    ...way.prefix,
    "sh",
    "-c",
    probe,
    "sh",
    folder,
    binaries.postgres,
    randomUUID(),
  ];
  if (spawnSync(command, args, { stdio: "ignore" }).status === 0) return true;
  if (before !== way.owner) giveTo(folder, before);
  return false;
}

/** Not root, may write into the folder, can run the programs. Several may look at once, each with a file of its own. */
const probe =
  'test "$(id -u)" != 0 && cd "$1" && : > ".probe.$3" && rm ".probe.$3" && "$2" --version';

function giveTo(folder: string, uid: number): boolean {
  try {
    for (const entry of [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })])
      lchownSync(path.join(folder, entry), uid, uid);
    return true;
  } catch {
    // Containers can take this right from root.
    return false;
  }
}

/** Runs a PostgreSQL program to its end and returns its output. Throws with the output if it fails. */
export function runProgram(prefix: Prefix, program: string, args: string[], input = ""): string {
  const [command = program, ...rest] = [...prefix, program, ...args];
  return execFileSync(command, rest, {
    input,
    encoding: "utf8",
    stdio: "pipe",
    // The C locale keeps messages in English, where we look into them.
    env: { ...process.env, LC_ALL: "C" },
    // Started from a folder that the other user may not enter, the programs would only complain.
    cwd: "/",
  });
}
