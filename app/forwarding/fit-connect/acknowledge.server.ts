import * as z from "zod";
import type { FitConnectClient } from "./client.server.ts";
import { readLog, type Subject } from "./event-log.server.ts";
import { readSet, type SetSigner } from "./set.server.ts";
import { ApiError, UnfitError } from "./trouble.server.ts";

/** `told`: the service knows. `overtaken`: it was decided there otherwise in the meantime, e.g. after 14 days. */
export type Acknowledgement = "told" | "overtaken";

/**
 * Tells the service what became of a submission (`POST /cases/{id}/events`, the raw JWS). The same event may be told again: what
 * is in the log already counts as told.
 */
export async function acknowledge(
  client: FitConnectClient,
  subject: Subject,
  set: string,
): Promise<Acknowledgement> {
  try {
    await client.text(`/cases/${subject.caseId}/events`, { method: "POST", body: set });
    return "told";
  } catch (error) {
    if (!(error instanceof ApiError) || error.status < 400 || error.status >= 500) throw error;
    const log = await readLog(client, subject).catch((gone: unknown) => {
      if (gone instanceof ApiError && gone.status === 404) return undefined;
      throw gone;
    });
    if (!log) return "overtaken";
    if (log.ids.has(readSet(set).jti)) return "told";
    if (log.state !== "submitted") return "overtaken";
    throw error;
  }
}

/** The newest of the keys that the destination has published: with another nobody would believe it. */
export async function findSigner(
  client: FitConnectClient,
  destinationId: string,
  signers: readonly SetSigner[],
): Promise<SetSigner> {
  for (const signer of signers) {
    const path = `/destinations/${destinationId}/keys/${encodeURIComponent(signer.kid)}`;
    try {
      const { n } = await client.json(z.object({ n: z.string() }), path, { authorized: false });
      if (n === signer.jwk.n) return signer;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }
  throw new UnfitError("the destination has published none of the keys to sign with");
}
