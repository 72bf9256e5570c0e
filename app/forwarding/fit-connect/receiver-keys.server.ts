import { generateKeyPair, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { importJWK } from "jose";
import type { PrivateKey } from "./jwe.server.ts";
import { thumbprintOf, type PublicJwk } from "./jwk.server.ts";
import type { SetSigner } from "./set.server.ts";

/** Secret numbers of an RSA key (RFC 7518, section 6.3.2). */
interface SecretParts {
  readonly d: string;
  readonly p: string;
  readonly q: string;
  readonly dp: string;
  readonly dq: string;
  readonly qi: string;
}

/** A key of a destination: what senders encrypt with, or what it signs with. */
export interface PrivateKeyPair {
  readonly use: "encrypt" | "sign";
  readonly kid: string;
  readonly jwk: { readonly kty: "RSA"; readonly n: string; readonly e: string } & SecretParts;
  /** Certificates up to the root, base64 DER; none: for TEST. */
  readonly x5c?: readonly string[] | undefined;
  /** ISO instant. */
  readonly madeAt: string;
}

const generate = promisify(generateKeyPair);

/** RSA with 4096 bits; its `kid` is its thumbprint, as FITKO's own key tool has it (section 6). */
export async function makeReceiverKey(
  use: PrivateKeyPair["use"],
  at: Date,
): Promise<PrivateKeyPair> {
  const { privateKey } = await generate("rsa", { modulusLength: 4096 });
  const { n = "", e = "", ...more } = privateKey.export({ format: "jwk" });
  const { d, p, q, dp, dq, qi } = more as unknown as SecretParts;
  const kid = await thumbprintOf({ kty: "RSA", n, e: e as "AQAB" });
  const jwk = { kty: "RSA" as const, n, e, d, p, q, dp, dq, qi };
  return { use, kid, jwk, madeAt: at.toISOString() };
}

/** The half that goes into the Self-Service-Portal. */
export function publicJwkOf({ use, kid, jwk, x5c }: PrivateKeyPair): PublicJwk {
  const { n } = jwk;
  return {
    kty: "RSA",
    alg: use === "encrypt" ? "RSA-OAEP-256" : "PS512",
    key_ops: [use === "encrypt" ? "wrapKey" : "verify"],
    kid,
    n,
    e: "AQAB",
    ...(x5c && { x5c: [...x5c] }),
  };
}

/** All keys that something may be encrypted for, by `kid` and by thumbprint. */
export function decryptionKeys(pairs: readonly PrivateKeyPair[]): Promise<readonly PrivateKey[]> {
  return Promise.all(
    pairs
      .filter(({ use }) => use === "encrypt")
      .map(async ({ kid, jwk }) => ({
        names: [kid, await thumbprintOf({ ...jwk, e: "AQAB" })],
        key: await importJWK(jwk, "RSA-OAEP-256"),
      })),
  );
}

export function signersOf(pairs: readonly PrivateKeyPair[]): readonly SetSigner[] {
  return pairs.filter(({ use }) => use === "sign").map(({ kid, jwk }) => ({ kid, jwk }));
}

/** Of each use with certified keys, when the last of its own certificates ends: others can take its place until then. */
export function endsOfCertificates(pairs: readonly PrivateKeyPair[]): readonly Date[] {
  return (["encrypt", "sign"] as const).flatMap((use) => {
    const ends = pairs.flatMap(({ use: own, x5c: [leaf] = [] }) =>
      own === use && leaf !== undefined
        ? [new X509Certificate(Buffer.from(leaf, "base64")).validToDate.getTime()]
        : [],
    );
    return ends.length > 0 ? [new Date(Math.max(...ends))] : [];
  });
}
