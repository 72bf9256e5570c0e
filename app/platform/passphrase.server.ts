import { hashRaw } from "@node-rs/argon2";

/** What a guess costs (RFC 9106): memory in KiB, passes over it, lanes. */
export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP Password Storage Cheat Sheet: where guesses are counted as well. */
const online: Argon2Cost = { memoryKiB: 19_456, passes: 2, lanes: 1 };

/** Argon2id; the enum of the package exists in its types alone. */
const variant = { algorithm: 2 };

/**
 * 32 bytes that follow from words and salt (at least 8 bytes) alone, by Argon2id (RFC 9106). The words count in Unicode
 * form C, however the keyboard composes them.
 */
export async function keyFromPassphrase(
  words: string,
  salt: Buffer,
  { memoryKiB, passes, lanes } = online,
): Promise<Buffer> {
  return hashRaw(words.normalize("NFC"), {
    ...variant,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
    salt,
  });
}
