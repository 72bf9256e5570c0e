import type { CheckResult, ForwardingTools } from "../adapter.server.ts";
import { findSigner } from "./acknowledge.server.ts";
import { serverCertificates } from "../server-certificate.server.ts";
import { attempt, checkEncryptionKey } from "./check.server.ts";
import { openClient, type FitConnectClient } from "./client.server.ts";
import { listWaiting } from "./fetch-submission.server.ts";
import type { OpenPickup } from "./pickup-options.server.ts";
import { signersOf, type PrivateKeyPair } from "./receiver-keys.server.ts";
import { loadDestination } from "./target.server.ts";

/** Tries everything that picking up at a municipality's own destination needs, and takes nothing in. */
export async function checkPickup(
  { options, keys }: OpenPickup,
  tools: ForwardingTools,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const client = openClient(options, tools, signal);
  const certificates = serverCertificates([options.tokenUrl, options.submissionApi], tools, signal);
  const authorized = await attempt("credentials", async () => {
    await client.authorize();
    return { detail: "the client is known" };
  });
  const known = [...(await certificates), authorized];
  const { destinationId } = options;
  if (destinationId === undefined)
    return [...known, { what: "destination", ok: false, detail: "no destination is named yet" }];
  let destination: Awaited<ReturnType<typeof loadDestination>> | undefined;
  const reached = await attempt("destination", async () => {
    destination = await loadDestination(client, destinationId);
    return { detail: "the destination is active" };
  });
  if (!destination) return [...known, reached];
  const isOurs = keys.some(
    ({ use, kid }) => use === "encrypt" && kid === destination?.encryptionKid,
  );
  return [
    ...known,
    reached,
    isOurs
      ? await checkEncryptionKey(client, destination)
      : {
          what: "key",
          ok: false,
          detail: `senders encrypt for ${destination.encryptionKid}, which is not here`,
        },
    await checkSigner(client, destinationId, keys),
    // Once client and destination are connected there.
    await attempt("waiting", async () => {
      const waiting = await listWaiting(client, destinationId);
      return { detail: `${String(waiting.length)} are waiting` };
    }),
  ];
}

function checkSigner(
  client: FitConnectClient,
  destinationId: string,
  keys: readonly PrivateKeyPair[],
): Promise<CheckResult> {
  return attempt("signature", async () => {
    const { kid } = await findSigner(client, destinationId, signersOf(keys));
    return { detail: `what is told is signed by ${kid}` };
  });
}

/**
 * The ids of the keys that a destination names now: the one that senders encrypt for, and the newest that answers are signed
 * with. Throws `ApiError`, `UnfitError`.
 */
export async function keysInUse(
  { options, keys }: OpenPickup,
  tools: ForwardingTools,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { destinationId } = options;
  if (destinationId === undefined) return [];
  const client = openClient(options, tools, signal);
  const { encryptionKid } = await loadDestination(client, destinationId);
  const { kid } = await findSigner(client, destinationId, signersOf(keys));
  return [encryptionKid, kid];
}
