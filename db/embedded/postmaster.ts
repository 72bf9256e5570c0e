import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` … */
  readonly status: string;
  /** False: the process is gone, or its number now belongs to another program. */
  readonly ours: boolean;
}

/** What the server wrote about itself into `postmaster.pid`; undefined without such a file. */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return {
    pid,
    port: Number(lines[3]),
    status: (lines[7] ?? "").trim(),
    ours: isAlive(pid) && worksIn(pid, data),
  };
}

/** The server trusts process numbers alone; in containers they soon belong to someone else, and it would not start. */
export function removeStalePidFile(data: string): void {
  rmSync(path.join(data, "postmaster.pid"), { force: true });
}

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  // Killed while its parent lives, a process stays as a zombie until Node has noticed.
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

/** Whether the process is the PostgreSQL of this folder: it works inside it. */
function worksIn(pid: number, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return commandLine(pid).includes(data);
  }
}

function commandLine(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** The last lines of the server's log, for an error message. */
export function tailOfLog(logFile: string): string {
  try {
    return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n");
  } catch {
    return "(no log)";
  }
}
