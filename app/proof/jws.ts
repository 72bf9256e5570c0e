import { base64url, CompactSign, compactVerify, decodeProtectedHeader, importJWK } from "jose";
import type * as z from "zod";
import type { PublicKey } from "./statement.ts";

/** Signs with one key of an authority. */
export interface Signer {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** A JWS in its compact form (RFC 7515, RFC 9864). `text` is what is signed, JSON in its one spelling. */
export function signText({ kid, key }: Signer, text: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: "Ed25519", kid })
    .sign(key);
}

/** `unknown`: signed by nobody who is known here. `tampered`: the signature does not fit. `unreadable`: no such thing at all. */
export type SignedContent<T> =
  | { readonly kind: "signed"; readonly content: T; readonly key: PublicKey }
  | { readonly kind: "tampered" | "unknown" | "unreadable" };

/** Checks a signature and reads what was signed. */
export async function readSigned<T>(
  jws: string,
  schema: z.ZodType<T>,
  keys: readonly PublicKey[],
): Promise<SignedContent<T>> {
  const kid = kidOf(jws);
  if (kid === undefined) return { kind: "unreadable" };
  const key = keys.find((one) => one.kid === kid);
  if (!key) return { kind: "unknown" };
  // Base64 can spell the same bytes in several ways; the log knows one of them.
  if (!jws.split(".").every((part) => base64url.encode(base64url.decode(part)) === part))
    return { kind: "tampered" };
  try {
    const { kty, crv, x } = key;
    const { payload } = await compactVerify(jws, await importJWK({ kty, crv, x }, "Ed25519"), {
      algorithms: ["Ed25519"],
    });
    const content = schema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return content.success
      ? { kind: "signed", content: content.data, key }
      : { kind: "unreadable" };
  } catch {
    // jose says by many errors that a signature does not fit.
    return { kind: "tampered" };
  }
}

function kidOf(jws: string): string | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jws)) return undefined;
  try {
    const { kid } = decodeProtectedHeader(jws);
    return kid;
  } catch {
    return undefined;
  }
}
