import type { X509Certificate } from "node:crypto";
import { checkKey, isIssued, publicPartsOf } from "./jwk.server.ts";
import { readCertificates, type Environment } from "./options.server.ts";
import { publicJwkOf, type PrivateKeyPair } from "./receiver-keys.server.ts";
import { UnfitError } from "./trouble.server.ts";

/** `refused`: why senders would not take it, in English. */
export type FittingChain =
  | {
      readonly kind: "fits";
      readonly kid: string;
      /** Base64 DER, leaf first. */
      readonly x5c: readonly string[];
      readonly until: Date | undefined;
    }
  | { readonly kind: "noCertificates" | "noKey" }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Finds the key that certificates (PEM, in any order) are of, and checks them as senders will: of this very key, each issued by
 * the next, valid now, and up to a root of the environment.
 */
export async function fitChain(
  pem: string,
  keys: readonly PrivateKeyPair[],
  { trustedRoots, testKeys }: Pick<Environment, "trustedRoots" | "testKeys">,
  at: Date,
): Promise<FittingChain> {
  const certificates = readCertificates(pem);
  if (certificates.length === 0) return { kind: "noCertificates" };
  const found = certificates.flatMap((leaf) => {
    const own = publicPartsOf(leaf);
    const key = keys.find(({ jwk }) => jwk.n === own?.n && jwk.e === own.e);
    return key ? [{ leaf, key }] : [];
  })[0];
  if (!found) return { kind: "noKey" };
  const { leaf, key } = found;
  const chain = pathFrom(leaf, certificates);
  const x5c = chain.map(({ raw }) => raw.toString("base64"));
  const jwk = publicJwkOf({ ...key, x5c });
  const trust = { roots: readCertificates(trustedRoots ?? ""), anyone: testKeys };
  const use = key.use === "sign" ? "verify" : "encrypt";
  try {
    const { until } = await checkKey(jwk, key.kid, use, trust, at);
    return { kind: "fits", kid: key.kid, x5c, until };
  } catch (error) {
    if (error instanceof UnfitError) return { kind: "refused", reason: error.message };
    throw error;
  }
}

/** From a certificate to the last of its issuers that is there. */
function pathFrom(
  leaf: X509Certificate,
  all: readonly X509Certificate[],
): readonly X509Certificate[] {
  const path = [leaf];
  for (;;) {
    const last = path.at(-1) ?? leaf;
    const next = all.find((one) => !path.includes(one) && isIssued(last, one));
    if (!next) return path;
    path.push(next);
  }
}
