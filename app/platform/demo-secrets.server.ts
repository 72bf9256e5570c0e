import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

const secretsSchema = z.object({ masterKey: z.string() });

/**
 * The master key of a demo: made at the first start and kept beside the embedded database, readable by its owner
 * alone. Throws if the file is damaged: a new key would make everything stored unreadable.
 */
export function readOrMakeMasterKey(dataDir: string): Buffer {
  const file = path.join(dataDir, "secrets.json");
  return readKey(file) ?? makeKey(file);
}

function readKey(file: string): Buffer | undefined {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const key = Buffer.from(secretsSchema.parse(JSON.parse(content)).masterKey, "base64");
    if (key.length === 32) return key;
  } catch {
    // Said below.
  }
  throw new Error(`${file} is damaged: restore it from a backup, or remove the whole data folder.`);
}

function makeKey(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  const masterKey = randomBytes(32).toString("base64");
  writeFileSync(draft, `${JSON.stringify({ masterKey })}\n`, { mode: 0o600 });
  try {
    // Complete or not at all, and never over the file of a process that was faster.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKey(file);
  if (key === undefined) throw new Error(`${file} cannot be written.`);
  return key;
}
