import { withMunicipality } from "#db/connect.ts";
import type { KeyParts } from "../catalogue/portal.server.ts";
import { shortName } from "../domain/municipality.ts";
import { certificateRequest } from "../forwarding/fit-connect/certificate-request.server.ts";
import {
  fitChain,
  type FittingChain,
} from "../forwarding/fit-connect/receiver-certificate.server.ts";
import type { PrivateKeyPair } from "../forwarding/fit-connect/receiver-keys.server.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";
import { certifyReceiverKey, openPickupOf, type ListedPickup } from "./pickups.server.ts";

type Parts = OperatorParts & KeyParts;

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
    findMunicipalityByKey(sql, ars),
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
  pickup: { readonly id: string; readonly ars: string },
  pem: string,
  actor: string,
): Promise<FittingChain | undefined> {
  const found = await openPickupOf(parts, pickup);
  if (!found) return undefined;
  const chain = await fitChain(pem, found.keys, found.options, parts.clock());
  if (chain.kind === "fits") await certifyReceiverKey(parts, pickup, chain.kid, chain.x5c, actor);
  return chain;
}
