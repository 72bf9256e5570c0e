import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";

const format = 1;
// Keys are always wrapped in key objects: twice as fast in Node as handing over the bytes.
const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Something sealed does not open: wrong key, wrong context, or changed since. */
export class DecryptionError extends Error {
  override readonly name = "DecryptionError";
}

/**
 * Seals bytes with AES-256-GCM: one byte format, 12 bytes nonce, ciphertext, 16 bytes tag. `context` is bound to it
 * (associated data) and must be the same when opening, e.g. `draft:<id>`: a row put in another's place does not open.
 */
export function seal(key: Buffer, plain: Buffer | string, context: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, createSecretKey(key), nonce);
  cipher.setAAD(Buffer.from(context));
  const head = Buffer.from([format]);
  const body = cipher.update(typeof plain === "string" ? Buffer.from(plain) : plain);
  return Buffer.concat([head, nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `seal` made. Throws `DecryptionError`. */
export function open(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed.length < 1 + nonceLength + tagLength || sealed[0] !== format)
    throw new DecryptionError("not in the format of a sealed value");
  const bodyAt = 1 + nonceLength;
  const tagAt = sealed.length - tagLength;
  const decipher = createDecipheriv(algorithm, createSecretKey(key), sealed.subarray(1, bodyAt));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(bodyAt, tagAt)), decipher.final()]);
  } catch (error) {
    throw new DecryptionError("wrong key or context, or changed since", { cause: error });
  }
}

/** A key for AES-256. */
export function newKey(): Buffer {
  return randomBytes(32);
}

/** Seals a key with another one; `context` as with `seal`. */
export function wrapKey(wrapping: Buffer, key: Buffer, context: string): Buffer {
  return seal(wrapping, key, `key:${context}`);
}

/** Throws `DecryptionError`, e.g. with another master key than the one that wrapped. */
export function unwrapKey(wrapping: Buffer, wrapped: Buffer, context: string): Buffer {
  return open(wrapping, wrapped, `key:${context}`);
}

/** A key for one purpose, derived from a secret (HKDF-SHA-256): the same input gives the same key. */
export function deriveKey(secret: Buffer, purpose: string, salt: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, purpose, 32));
}

/** Not guessable, safe in URLs; 16 bytes are 22 characters. */
export function randomId(bytes = 16): string {
  return randomBytes(bytes).toString("base64url");
}

/** Hexadecimal. */
export function sha256(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}
