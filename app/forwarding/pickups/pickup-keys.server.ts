import type { PublicJwk } from "../fit-connect/jwk.server.ts";
import {
  makeReceiverKeys,
  publicJwkOf,
  type PrivateKeyPair,
} from "../fit-connect/receiver-keys.server.ts";
import {
  editPickup,
  openPickupOf,
  type Edited,
  type PickupKey,
  type PickupParts,
} from "./edit-pickup.server.ts";

/**
 * Makes new keys for a destination and returns their public halves, to be entered in the Self-Service-Portal. Old ones stay: what
 * is under way is encrypted for them (section 11 of FIT-Connect's documentation). Undefined where there is no such pick-up.
 */
export async function generateReceiverKeys(
  parts: PickupParts,
  pickup: PickupKey,
  actor: string,
): Promise<readonly PublicJwk[] | undefined> {
  const at = parts.clock();
  const made = await makeReceiverKeys(at);
  const isThere = await changeKeys(parts, pickup, actor, "pickup.keysMade", (keys) => [
    ...made,
    ...keys,
  ]);
  return isThere === "done" ? made.map(publicJwkOf) : undefined;
}

/** The public halves of all keys, newest first; those that are certified with their certificates. */
export async function listReceiverKeys(
  parts: PickupParts,
  { id, ars }: PickupKey,
): Promise<readonly (PublicJwk & { readonly madeAt: string })[]> {
  const open = await openPickupOf(parts, { id, ars });
  return (open?.keys ?? []).map((one) => ({ ...publicJwkOf(one), madeAt: one.madeAt }));
}

/** Puts the certificates (base64 DER, leaf first, up to the root) behind a key, for its public half. */
export async function certifyReceiverKey(
  parts: PickupParts,
  pickup: PickupKey,
  kid: string,
  x5c: readonly string[],
  actor: string,
): Promise<Edited> {
  return changeKeys(parts, pickup, actor, "pickup.keyCertified", (keys) =>
    keys.map((one) => (one.kid === kid ? { ...one, x5c } : one)),
  );
}

/** Takes a key away that nothing can be encrypted for any more; never the last of its use. */
export async function forgetReceiverKey(
  parts: PickupParts,
  pickup: PickupKey,
  kid: string,
  actor: string,
): Promise<Edited> {
  return changeKeys(parts, pickup, actor, "pickup.keyForgotten", (keys) => {
    const gone = keys.find((one) => one.kid === kid);
    const isLast = keys.filter(({ use }) => use === gone?.use).length === 1;
    return isLast ? keys : keys.filter((one) => one !== gone);
  });
}

function changeKeys(
  parts: PickupParts,
  pickup: PickupKey,
  actor: string,
  action: string,
  change: (keys: readonly PrivateKeyPair[]) => readonly PrivateKeyPair[],
): Promise<Edited> {
  return editPickup(parts, pickup, actor, action, (open, row) => ({
    row,
    open: { ...open, keys: change(open.keys) },
  }));
}
