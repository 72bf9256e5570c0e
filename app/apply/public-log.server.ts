import type { Portal } from "../catalogue/portal.server.ts";
import { consistencyProof, newestHead } from "../proof/log.server.ts";
import { loadPublicKeys } from "../proof/signing-keys.server.ts";
import type { PublicKey } from "../proof/statement.ts";

/** All keys with which municipalities sign or signed, as a JWK set (RFC 7517). */
export async function publicKeys(portal: Portal): Promise<{ readonly keys: readonly PublicKey[] }> {
  return { keys: await loadPublicKeys(portal) };
}

/** What the log of a municipality last was, signed; undefined where it has no entry. */
export async function publicHead(
  portal: Portal,
  ars: string,
): Promise<{ readonly treeHead: string } | undefined> {
  const head = await newestHead(portal, ars);
  return head && { treeHead: head.signed };
}

/** Proves that the log of a municipality only grew from one size to another; undefined where it never had them. */
export async function publicConsistency(
  portal: Portal,
  ars: string,
  first: string,
  second: string,
): Promise<{ readonly path: readonly string[] } | undefined> {
  if (![first, second].every((size) => /^\d{1,9}$/.test(size))) return undefined;
  const path = await consistencyProof(portal, ars, Number(first), Number(second));
  return path && { path };
}
