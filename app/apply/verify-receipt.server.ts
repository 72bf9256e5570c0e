import type { Portal } from "../catalogue/portal.server.ts";
import { checkProof, type Verdict } from "../proof/check-proof.ts";
import { proofOfLeaf } from "../proof/log.server.ts";
import { leafHash } from "../proof/merkle.ts";
import { loadPublicKeys } from "../proof/signing-keys.server.ts";

/**
 * Checks a receipt, and whether the log holds what it states. Keeps nothing of it. Where the signature is right and the log has
 * no such entry, something is wrong at the municipality: `logged` is false.
 */
export async function verifyReceipt(portal: Portal, bytes: Uint8Array): Promise<Verdict> {
  const keys = await loadPublicKeys(portal);
  const verdict = await checkProof(bytes, keys);
  if (verdict.kind !== "valid") return verdict;
  const leaf = Buffer.from(await leafHash(new TextEncoder().encode(verdict.proof.statement)));
  const { ars } = verdict.statement.authority;
  const proof = await proofOfLeaf(portal, ars, leaf);
  const proven = proof && (await checkProof(new TextEncoder().encode(JSON.stringify(proof)), keys));
  return { ...verdict, logged: proven?.kind === "valid" && proven.logged };
}
