import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { deriveKey } from "./crypto.server.ts";

export interface DemoSecrets {
  /** 32 bytes. */
  readonly masterKey: Buffer;
  /** Of all demo accounts. */
  readonly password: string;
}

const secretsSchema = z.object({
  masterKey: z
    .string()
    .transform((text) => Buffer.from(text, "base64"))
    .refine((key) => key.length === 32),
  demoPassword: z.string().min(12).optional(),
});

/** Where the secrets of a demo lie. */
export function secretsFile(dataDir: string): string {
  return path.join(dataDir, "secrets.json");
}

/**
 * The secrets of a demo: made at the first start and kept beside the embedded database, readable by their owner
 * alone. Throws if the file is damaged: a new key would make everything stored unreadable.
 */
export function readOrMakeDemoSecrets(dataDir: string): DemoSecrets {
  const file = secretsFile(dataDir);
  const secrets = readSecrets(file) ?? makeSecrets(file);
  const { masterKey, demoPassword } = secrets;
  if (demoPassword !== undefined) return { masterKey, password: demoPassword };
  // A file from before there were accounts. Derived, so that two processes at once add the same.
  const password = passwordFrom(deriveKey(masterKey, "demo password"));
  const draft = writeDraft(file, { masterKey, password });
  renameSync(draft, file);
  return { masterKey, password };
}

function readSecrets(file: string): z.infer<typeof secretsSchema> | undefined {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return secretsSchema.parse(JSON.parse(content));
  } catch {
    throw new Error(
      `${file} is damaged: restore it from a backup, or remove the whole data folder.`,
    );
  }
}

function makeSecrets(file: string): z.infer<typeof secretsSchema> {
  mkdirSync(path.dirname(file), { recursive: true });
  const password = passwordFrom(randomBytes(16));
  const draft = writeDraft(file, { masterKey: randomBytes(32), password });
  try {
    // Complete or not at all, and never over the file of a process that was faster.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secrets = readSecrets(file);
  if (secrets === undefined) throw new Error(`${file} cannot be written.`);
  return secrets;
}

function writeDraft(file: string, { masterKey, password }: DemoSecrets): string {
  const draft = `${file}.${process.pid}`;
  const content = { masterKey: masterKey.toString("base64"), demoPassword: password };
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  return draft;
}

/** 32 signs that nobody takes for another one. */
const signs = "abcdefghijkmnpqrstuvwxyz23456789";

/** A password that can be read out: 16 signs, 80 bits, e.g. `k7mf-2xqa-ht9p-w4ce`. Needs 16 random bytes. */
export function passwordFrom(random: Buffer): string {
  const chosen = [...random.subarray(0, 16)].map((byte) => signs.charAt(byte % signs.length));
  return chosen.join("").replace(/(.{4})(?=.)/g, "$1-");
}
