import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type * as z from "zod";

/** Seconds that making keys may take on a slow machine. */
const patience = 300;

/**
 * What a local service of the demo writes down for programs, as soon as it is there. Undefined where it does not come up, or
 * where the portal is told to stop before that.
 */
export async function awaitConnection<T>(
  file: string,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let second = 0; second < patience && !signal.aborted; second += 1) {
    const text = await readFile(file, "utf8").catch(() => "");
    const read = schema.safeParse(parse(text));
    if (read.success) return read.data;
    await pause(1000, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** Half a file is no JSON yet. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
