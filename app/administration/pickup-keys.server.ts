import type { Portal } from "../catalogue/portal.server.ts";
import type { FittingChain } from "../forwarding/fit-connect/receiver-certificate.server.ts";
import { standingOf } from "../forwarding/fit-connect/receiver-keys.server.ts";
import {
  requestCertificates,
  storeCertificates,
} from "../forwarding/pickups/pickup-certificates.server.ts";
import { openPickupOf } from "../forwarding/pickups/edit-pickup.server.ts";
import {
  forgetReceiverKey,
  generateReceiverKeys,
  listReceiverKeys,
} from "../forwarding/pickups/pickup-keys.server.ts";
import { isInUse } from "../forwarding/pickups/try-pickup.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { loadPickups } from "./pickups.server.ts";

/** Makes a new pair of keys; old ones stay for what is under way. False: no such pick-up for this person. */
export async function renewKeys(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<boolean> {
  if (!can(actor, "pickup.manage", ars)) return false;
  return (await generateReceiverKeys(portal, { id, ars }, actor.accountId)) !== undefined;
}

/** Stores certificates (PEM) behind the key that they are of. Undefined: no such pick-up for this person. */
export async function certifyKey(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
  pem: string,
): Promise<FittingChain | undefined> {
  if (!can(actor, "pickup.manage", ars)) return undefined;
  return storeCertificates(portal, { id, ars }, pem, actor.accountId);
}

/**
 * Takes an old key away. `kept`: something may still come that is encrypted for it, or it is the newest of its use; `inUse`: the
 * destination names it still; `unanswered`: nobody could be asked whether it does.
 */
export async function forgetKey(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
  kid: string,
): Promise<"forgotten" | "kept" | "inUse" | "unanswered" | "unknown"> {
  if (!can(actor, "pickup.manage", ars)) return "unknown";
  const open = await openPickupOf(portal, { id, ars });
  const key = standingOf(open?.keys ?? []).find((one) => one.kid === kid);
  if (!key) return "unknown";
  if (!key.keptUntil || key.keptUntil > portal.clock()) return "kept";
  const used = await isInUse(portal, { id, ars }, kid);
  if (used === undefined) return "unanswered";
  if (used) return "inUse";
  await forgetReceiverKey(portal, { id, ars }, kid, actor.accountId);
  return "forgotten";
}

/** What can be downloaded of a key: its public half, and a request for a certificate. */
export const keyFiles = ["schluessel.json", "anforderung.pem"] as const;
export type KeyFile = (typeof keyFiles)[number];

/** Undefined: no such key for this person; requests are made for the newest of its use alone. */
export async function downloadKey(
  portal: Portal,
  actor: Actor,
  ars: string,
  { id, kid, file }: { readonly id: string; readonly kid: string; readonly file: KeyFile },
): Promise<string | undefined> {
  const list = await loadPickups(portal, actor, ars);
  const pickup = list?.pickups.find((one) => one.id === id);
  if (!pickup) return undefined;
  if (file === "anforderung.pem")
    return (await requestCertificates(portal, pickup))?.find((one) => one.kid === kid)?.pem;
  const { madeAt: _, ...jwk } =
    (await listReceiverKeys(portal, pickup)).find((one) => one.kid === kid) ?? {};
  return "kid" in jwk ? `${JSON.stringify(jwk, undefined, 2)}\n` : undefined;
}
