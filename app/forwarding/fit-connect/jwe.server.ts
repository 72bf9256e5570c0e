import { compactDecrypt, CompactEncrypt, decodeProtectedHeader } from "jose";
import type { CheckedKey } from "./jwk.server.ts";

/**
 * One part of a submission (metadata, data, an attachment) as a JWE of its own in compact form: RSA-OAEP-256, A256GCM, the
 * key's own `kid`, `cty`, no `zip` (section 6; documentation: details/crypto).
 */
export function encryptPart(
  bytes: Uint8Array,
  contentType: string,
  { kid, key }: Pick<CheckedKey, "kid" | "key">,
): Promise<string> {
  return new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", kid, cty: contentType })
    .encrypt(key);
}

/** The authentication tag of a JWE: its last part. Undefined where it is none. */
export function tagOf(jwe: string): string | undefined {
  const parts = jwe.split(".");
  return parts.length === 5 ? parts[4] : undefined;
}

/** A key to decrypt with; `names`: its `kid` and its thumbprint. */
export interface PrivateKey {
  readonly names: readonly string[];
  readonly key: CryptoKey;
}

/** Undefined: none of the keys opens it, or it is no such JWE. */
export async function decryptPart(
  jwe: string,
  keys: readonly PrivateKey[],
): Promise<Uint8Array | undefined> {
  const kid = kidOf(jwe);
  const named = keys.find(({ names }) => kid !== undefined && names.includes(kid));
  if (!named) return undefined;
  try {
    const { plaintext } = await compactDecrypt(jwe, named.key, {
      keyManagementAlgorithms: ["RSA-OAEP-256"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return plaintext;
  } catch {
    // jose says by many errors that something does not open.
    return undefined;
  }
}

function kidOf(jwe: string): string | undefined {
  try {
    const { kid } = decodeProtectedHeader(jwe);
    return typeof kid === "string" ? kid : undefined;
  } catch {
    return undefined;
  }
}
