import { withMunicipality } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import type { KeyParts, Portal } from "../../catalogue/portal.server.ts";
import { shortName } from "../../domain/municipality.ts";
import { certificateRequest } from "../fit-connect/certificate-request.server.ts";
import { fitChain, type FittingChain } from "../fit-connect/receiver-certificate.server.ts";
import type { PrivateKeyPair } from "../fit-connect/receiver-keys.server.ts";
import { openPickupOf, type PickupKey } from "./edit-pickup.server.ts";
import { certifyReceiverKey } from "./pickup-keys.server.ts";
import { type ListedPickup } from "./pickups.server.ts";

type Parts = Pick<Portal, "database" | "clock" | "log"> & KeyParts;

/**
 * Requests for certificates (PKCS#10, PEM) of the newest key of each use, for the town under the pick-up's name. Undefined where
 * there is no such pick-up.
 */
export async function requestCertificates(
  parts: Parts,
  { id, ars, name }: Pick<ListedPickup, "id" | "ars" | "name">,
): Promise<
  | readonly { readonly use: PrivateKeyPair["use"]; readonly kid: string; readonly pem: string }[]
  | undefined
> {
  const found = await openPickupOf(parts, { id, ars });
  if (!found) return undefined;
  const municipality = await withMunicipality(parts.database, "*", (sql) =>
    findMunicipality(sql, ars),
  );
  const subject = {
    commonName: name,
    organization: municipality ? shortName(municipality) : ars,
  };
  return (["encrypt", "sign"] as const).flatMap((use) => {
    const newest = found.keys.find((one) => one.use === use);
    return newest ? [{ use, kid: newest.kid, pem: certificateRequest(newest, subject) }] : [];
  });
}

/**
 * Stores certificates (PEM) behind the key that they are of, after checking them as senders will. Undefined where there is no
 * such pick-up.
 */
export async function storeCertificates(
  parts: Parts,
  pickup: PickupKey,
  pem: string,
  actor: string,
): Promise<FittingChain | undefined> {
  const found = await openPickupOf(parts, pickup);
  if (!found) return undefined;
  const chain = await fitChain(pem, found.keys, found.options, parts.clock());
  if (chain.kind === "fits") await certifyReceiverKey(parts, pickup, chain.kid, chain.x5c, actor);
  return chain;
}
