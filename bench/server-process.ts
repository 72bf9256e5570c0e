import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

export interface ServerProcess {
  /** e.g. `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly pid: number;
  /** Milliseconds that its answers took since it was asked last (or started). */
  readonly durations: () => Promise<readonly number[]>;
  /** Most memory that it ever had, in MiB (Linux: VmHWM). */
  readonly peakMemory: () => number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server and waits until it prints what `ready` looks for; the first address on the loopback interface that it
 * prints is its origin.
 */
export async function startServer(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  ready = /^ready$/m,
): Promise<ServerProcess> {
  const timing = pathToFileURL(path.join(import.meta.dirname, "server-time.ts")).href;
  const child = spawn(process.execPath, ["--import", timing, ...command], {
    // Everybody comes from one address.
    env: {
      ...process.env,
      NODE_ENV: "production",
      LIMIT_DRAFTS: "1000000",
      LIMIT_FILINGS: "1000000",
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const origin = await untilReady(child, ready);
  const pid = child.pid ?? 0;
  return {
    origin,
    pid,
    durations: async () => {
      const answer = once(child, "message");
      child.send("durations");
      const [{ durations }] = (await answer) as [{ durations: readonly number[] }];
      return durations;
    },
    peakMemory: () => peakMemoryOf(pid),
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function untilReady(child: ChildProcess, ready: RegExp): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const listen = (text: string) => {
      output += text;
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (origin === undefined || !ready.test(output)) return;
      // What it prints from now on is read and dropped.
      child.stdout?.off("data", listen).resume();
      resolve(origin);
    };
    child.stdout?.setEncoding("utf8").on("data", listen);
    child.once("exit", () => {
      reject(new Error(`the server ended before it was ready:\n${output}`));
    });
  });
}

function peakMemoryOf(pid: number): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kilobytes ?? Number.NaN) / 1024);
  } catch {
    return Number.NaN;
  }
}
