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

/** A key to encrypt for and one to sign with. */
export function makeReceiverKeys(at: Date): Promise<readonly PrivateKeyPair[]> {
  return Promise.all([makeReceiverKey("encrypt", at), makeReceiverKey("sign", at)]);
}

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

/** Days that an old key stays after a newer one was made: 14 in which something may wait for it, and a week to change over. */
const overlapDays = 21;

/** A key as whoever looks after it sees it: no secret half. */
export interface KeyStanding {
  readonly use: PrivateKeyPair["use"];
  readonly kid: string;
  readonly madeAt: Date;
  /** End of its own certificate; undefined: it has none. */
  readonly certifiedUntil: Date | undefined;
  /** Of one that a newer one follows: until when it has to stay. Undefined: it is the newest of its use. */
  readonly keptUntil: Date | undefined;
}

/** How keys stand, newest first as they are given. */
export function standingOf(pairs: readonly PrivateKeyPair[]): readonly KeyStanding[] {
  return pairs.map(({ use, kid, madeAt, x5c }, index) => {
    const newer = pairs.slice(0, index).findLast((one) => one.use === use);
    return {
      use,
      kid,
      madeAt: new Date(madeAt),
      certifiedUntil: endOf(x5c),
      keptUntil: newer && new Date(Date.parse(newer.madeAt) + overlapDays * 86_400_000),
    };
  });
}

function endOf([leaf]: readonly string[] = []): Date | undefined {
  return leaf === undefined
    ? undefined
    : new X509Certificate(Buffer.from(leaf, "base64")).validToDate;
}

/** Of each use with certified keys, when the last of its own certificates ends: others can take its place until then. */
export function endsOfCertificates(pairs: readonly PrivateKeyPair[]): readonly Date[] {
  return (["encrypt", "sign"] as const).flatMap((use) => {
    const ends = pairs.flatMap(({ use: own, x5c }) =>
      own === use ? (endOf(x5c)?.getTime() ?? []) : [],
    );
    return ends.length > 0 ? [new Date(Math.max(...ends))] : [];
  });
}
