import { randomBytes } from "node:crypto";
import * as z from "zod";
import { DecryptionError, deriveKey, open, seal } from "./crypto.server.ts";
import { keyFromPassphrase, type Argon2Cost } from "./passphrase.server.ts";

/** RFC 9106, section 4, second choice: whoever has the file may try as often as they like. */
const cost = { memoryKiB: 65_536, passes: 3, lanes: 4 } as const satisfies Argon2Cost;

/** Longest file that is read, in bytes. */
export const longestFile = 1024 * 1024;

/** Fixed for version 1: what a file asks for beyond it would be work for the server. */
const envelopeSchema = z.strictObject({
  format: z.string(),
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal("argon2id"),
    memoryKiB: z.literal(cost.memoryKiB),
    passes: z.literal(cost.passes),
    lanes: z.literal(cost.lanes),
    salt: z.base64(),
  }),
  /** Tells a wrong passphrase from a file that was changed. */
  check: z.base64(),
  cipher: z.literal("aes-256-gcm"),
  /** One byte format (1), 12 bytes nonce, ciphertext, 16 bytes tag. */
  sealed: z.base64(),
});

export type OpenedFile =
  | { readonly kind: "opened"; readonly plain: Buffer }
  /** `foreign`: no such file at all. `newer`: of a version that came later. */
  | { readonly kind: "tooLarge" | "foreign" | "newer" | "wrongPassphrase" | "changed" };

/** Encrypts bytes with a passphrase, as a JSON file of the format's name. */
export async function sealFile(format: string, plain: Buffer, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const { key, check } = await keysOf(passphrase, salt);
  const envelope: z.infer<typeof envelopeSchema> = {
    format,
    version: 1,
    kdf: { name: "argon2id", ...cost, salt: salt.toString("base64") },
    check: check.toString("base64"),
    cipher: "aes-256-gcm",
    sealed: seal(key, plain, contextOf(format)).toString("base64"),
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/** Reads what `sealFile` wrote. */
export async function openFile(
  format: string,
  bytes: Uint8Array,
  passphrase: string,
): Promise<OpenedFile> {
  if (bytes.length > longestFile) return { kind: "tooLarge" };
  const json = jsonIn(bytes);
  const named = z.looseObject({ format: z.literal(format), version: z.int() }).safeParse(json);
  if (!named.success) return { kind: "foreign" };
  if (named.data.version > 1) return { kind: "newer" };
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { kind: "changed" };
  const { kdf, check, sealed } = envelope.data;
  const salt = Buffer.from(kdf.salt, "base64");
  if (salt.length < 16) return { kind: "changed" };
  const own = await keysOf(passphrase, salt);
  if (own.check.toString("base64") !== check) return { kind: "wrongPassphrase" };
  try {
    const plain = open(own.key, Buffer.from(sealed, "base64"), contextOf(format));
    return { kind: "opened", plain };
  } catch (error) {
    if (error instanceof DecryptionError) return { kind: "changed" };
    throw error;
  }
}

async function keysOf(passphrase: string, salt: Buffer): Promise<{ key: Buffer; check: Buffer }> {
  const secret = await keyFromPassphrase(passphrase, salt, cost);
  return { key: deriveKey(secret, "file key"), check: deriveKey(secret, "file check") };
}

function contextOf(format: string): string {
  return `${format} 1`;
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
