import type { Config } from "../../platform/config.server.ts";
import { openStorage } from "../../platform/storage.server.ts";
import { fail, ok, type Check } from "./check.ts";

/** Writes a file, reads it and deletes it. */
export async function checkStorage({ dataDir }: Config): Promise<Check> {
  const name = "storage";
  const storage = openStorage(dataDir);
  const content = Buffer.from("probe");
  try {
    const stored = await storage.put(content);
    const pieces: Buffer[] = [];
    for await (const piece of storage.get(stored)) pieces.push(piece);
    await storage.delete(stored.storageKey);
    if (Buffer.concat(pieces).equals(content))
      return ok(name, `${dataDir}/files takes, gives and deletes files`);
    return fail(name, `${dataDir}/files gives back something else`, "check the disk.");
  } catch (error) {
    return fail(
      name,
      `${dataDir}/files cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      "give the portal's user the right to write there, and see that the disk is not full.",
    );
  }
}
