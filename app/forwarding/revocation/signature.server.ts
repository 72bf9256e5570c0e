import { constants, verify, type KeyObject } from "node:crypto";
import { RSASSAPSSParams, type AlgorithmIdentifier } from "pkijs";

/** Signatures by their object identifiers (RFC 4055, RFC 5758). */
const plain: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};
const pss = "1.2.840.113549.1.1.10";
const hashes: Readonly<Record<string, string>> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** Whether something is signed by a key; false for signatures of a kind that is not known, or too weak (SHA-1). */
export function isSignedBy(
  key: KeyObject,
  { algorithmId, algorithmParams }: AlgorithmIdentifier,
  content: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    if (algorithmId !== pss) {
      const hash = plain[algorithmId];
      return hash !== undefined && verify(hash, content, key, signature);
    }
    const { hashAlgorithm, saltLength } = new RSASSAPSSParams({ schema: algorithmParams });
    const hash = hashes[hashAlgorithm.algorithmId];
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return hash !== undefined && verify(hash, content, { key, padding, saltLength }, signature);
  } catch {
    // Not of the kind of the key.
    return false;
  }
}
