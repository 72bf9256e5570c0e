import { X509Certificate } from "node:crypto";
import { calculateJwkThumbprint, importJWK } from "jose";
import * as z from "zod";
import { askIssuer } from "../revocation/ask-issuer.server.ts";
import type { Standing } from "../revocation/standing.ts";
import type { FitConnectClient } from "./client.server.ts";
import { readCertificates } from "./options.server.ts";
import { UnfitError } from "./trouble.server.ts";

/** Public key of a destination (metadata 2.1.0, `replyChannel.fitConnect`; OpenAPI of the Routing API). */
export const publicJwkSchema = z.object({
  kty: z.literal("RSA"),
  alg: z.enum(["RSA-OAEP-256", "PS512"]),
  key_ops: z.array(z.string()),
  kid: z.string().min(8).max(64),
  n: z.string().regex(/^[A-Za-z0-9_-]+$/),
  e: z.literal("AQAB"),
  x5c: z.array(z.string()).min(1).optional(),
});
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** `encrypt`: what senders encrypt with. `verify`: what a destination signs events with. */
export type KeyUse = "encrypt" | "verify";
const uses = {
  encrypt: { alg: "RSA-OAEP-256", operation: "wrapKey" },
  verify: { alg: "PS512", operation: "verify" },
} as const;

/** base64url characters of a modulus of 4096 bits. */
export const shortestModulus = 683;

/** Whom the certificate behind a key is believed from. */
export interface Trust {
  readonly roots: readonly X509Certificate[];
  /** Keys without a certificate, or with one that nobody vouches for, will do. */
  readonly anyone: boolean;
  /** Undefined: nobody is asked whether a certificate was revoked. */
  readonly revocation?: RevocationCheck;
}

interface RevocationCheck {
  /** Without an answer nothing goes on. */
  readonly hard: boolean;
  readonly standing: (one: X509Certificate, issuer: X509Certificate) => Promise<Standing>;
}

export function trustOf({
  environment,
  clock,
  outside,
}: Pick<FitConnectClient, "environment" | "clock" | "outside">): Trust {
  const { trustedRoots, testKeys, revocation = "soft" } = environment;
  const trust = { roots: readCertificates(trustedRoots ?? ""), anyone: testKeys };
  if (testKeys || revocation === "off") return trust;
  const standing: RevocationCheck["standing"] = (one, issuer) =>
    askIssuer(one, issuer, outside, clock());
  return { ...trust, revocation: { hard: revocation === "hard", standing } };
}

/** A key that may be used. */
export interface CheckedKey {
  readonly kid: string;
  readonly key: CryptoKey;
  /** When its certificates end; undefined where there are none. */
  readonly until: Date | undefined;
  /** Why it is not known whether its certificates were revoked; undefined where that is known, or not asked for. */
  readonly unasked: string | undefined;
}

/**
 * Checks a public key before its use as senders must (sections 6 and 8; documentation: sending/encrypt): type, size,
 * purpose, that its certificate is of this very key, valid at that time, and vouched for up to a configured root.
 * Their issuers are asked whether they had revoked any of them by then. Throws `UnfitError`.
 */
export async function checkKey(
  value: unknown,
  kid: string,
  use: KeyUse,
  trust: Trust,
  at: Date,
): Promise<CheckedKey> {
  const parsed = publicJwkSchema.safeParse(value);
  if (!parsed.success) throw unfit(kid, z.prettifyError(parsed.error).replaceAll("\n", " "));
  const jwk = parsed.data;
  const { alg, operation } = uses[use];
  if (jwk.kid !== kid) throw unfit(kid, "is answered with another one");
  if (jwk.alg !== alg) throw unfit(kid, `is for ${jwk.alg}, not ${alg}`);
  if (!jwk.key_ops.includes(operation)) throw unfit(kid, `is not for ${operation}`);
  if (jwk.n.length < shortestModulus) throw unfit(kid, "has fewer than 4096 bits");
  const path = checkCertificates(jwk, trust, at);
  const unasked = await checkRevocation(kid, path, trust, at);
  // Without purpose: importing it with `wrapKey` would forbid to encrypt (section 6).
  const { kty, n, e } = jwk;
  const key = await importJWK({ kty, n, e }, alg);
  const ends = path.map(({ validToDate }) => validToDate.getTime());
  return { kid, key, until: ends.length > 0 ? new Date(Math.min(...ends)) : undefined, unasked };
}

/** Its certificates and the root that vouches for them, each before its issuer. */
function checkCertificates(
  { kid, n, e, x5c }: PublicJwk,
  trust: Trust,
  at: Date,
): readonly X509Certificate[] {
  if (x5c === undefined) {
    if (trust.anyone) return [];
    throw unfit(kid, "has no certificate");
  }
  const chain = x5c.map((text) => readCertificate(kid, text));
  const [leaf] = chain;
  const own = leaf && publicPartsOf(leaf);
  if (own?.n !== n || own.e !== e) throw unfit(kid, "is not the key of its certificate");
  for (const [index, certificate] of chain.entries()) {
    if (at < certificate.validFromDate || at > certificate.validToDate)
      throw unfit(kid, `has a certificate that is not valid (${String(index)})`);
    const next = chain[index + 1];
    if (next && !isIssued(certificate, next))
      throw unfit(
        kid,
        `has certificates of which one is not issued by the next (${String(index)})`,
      );
  }
  const last = chain.at(-1);
  const root =
    last &&
    trust.roots.find(
      (one) =>
        at >= one.validFromDate &&
        at <= one.validToDate &&
        (one.fingerprint256 === last.fingerprint256 || isIssued(last, one)),
    );
  if (!root && !trust.anyone) throw unfit(kid, "comes from no trusted root");
  return root && root.fingerprint256 !== last.fingerprint256 ? [...chain, root] : chain;
}

/** Throws for what is revoked; returns why nobody knows, where that may be. The root is there by somebody's decision. */
async function checkRevocation(
  kid: string,
  path: readonly X509Certificate[],
  { revocation }: Trust,
  at: Date,
): Promise<string | undefined> {
  if (!revocation) return undefined;
  let unasked: string | undefined;
  for (const [index, issuer] of path.slice(1).entries()) {
    const certificate = path[index];
    const standing = certificate && (await revocation.standing(certificate, issuer));
    if (standing?.kind === "revoked" && (standing.since <= at || standing.compromised))
      throw unfit(kid, `has a certificate that was revoked (${String(index)})`);
    if (standing?.kind === "unknown") unasked ??= standing.reason;
  }
  if (unasked !== undefined && revocation.hard)
    throw unfit(kid, `has a certificate of which nobody tells whether it was revoked: ${unasked}`);
  return unasked;
}

/** Whether a certificate was issued by another one, which may issue. */
export function isIssued(certificate: X509Certificate, by: X509Certificate): boolean {
  return by.ca && certificate.checkIssued(by) && certificate.verify(by.publicKey);
}

/** The key of a certificate; undefined where it has no JWK. */
export function publicPartsOf(
  certificate: X509Certificate,
): { n?: string; e?: string } | undefined {
  try {
    return certificate.publicKey.export({ format: "jwk" });
  } catch {
    // A kind of key that has no JWK.
    return undefined;
  }
}

function readCertificate(kid: string, base64: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    throw unfit(kid, "has something that is no certificate");
  }
}

function unfit(kid: string, what: string): UnfitError {
  return new UnfitError(`the key ${kid.slice(0, 64)} ${what}`, "destination");
}

/** RFC 7638: what some senders name a key by instead of its `kid`. */
export function thumbprintOf({ kty, n, e }: Pick<PublicJwk, "kty" | "n" | "e">): Promise<string> {
  return calculateJwkThumbprint({ kty, n, e });
}
