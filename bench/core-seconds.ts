import { readFileSync } from "node:fs";

/** Clock ticks in a second, as Linux counts them for programs. */
const ticks = 100;

/** Seconds of a core's time that a process has used (proc(5), `stat`); NaN where there is no such file. */
export function coreSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // Its name, the second field, may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return Number.NaN;
  }
}
