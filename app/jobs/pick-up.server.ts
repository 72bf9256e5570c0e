import { randomUUID } from "node:crypto";
import { withMunicipality } from "#db/connect.ts";
import {
  claimPickup,
  listPickedUp,
  listPickups,
  listUnacknowledged,
  markAcknowledged,
  releasePickup,
  type PickedUpRow,
} from "#db/queries/pickups.ts";
import type { JobData } from "#db/job-queue.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { acknowledge, findSigner } from "../forwarding/fit-connect/acknowledge.server.ts";
import { openClient } from "../forwarding/fit-connect/client.server.ts";
import { listWaiting } from "../forwarding/fit-connect/fetch-submission.server.ts";
import { openPickup } from "../forwarding/fit-connect/pickup-options.server.ts";
import { decryptionKeys, signersOf } from "../forwarding/fit-connect/receiver-keys.server.ts";
import { loadDestination } from "../forwarding/fit-connect/target.server.ts";
import { RateLimitedError, UnfitError } from "../forwarding/fit-connect/trouble.server.ts";
import { openTools } from "../forwarding/tools.server.ts";
import { takeIn, type Round } from "./take-in.server.ts";

/** Seconds that a round may take, and for which nobody else may begin one. */
const roundSeconds = 600;
const leaseSeconds = 660;

/** What a round did; undefined: nothing, because another worker is at it, or it is switched off. */
export interface PickupRound {
  readonly accepted: number;
  readonly rejected: number;
  /** Could not be taken in this time, or told. */
  readonly failed: number;
}

/** Has all destinations fetched from. */
export async function watchPickups(portal: Portal): Promise<void> {
  await withMunicipality(portal.database, "*", async (sql) => {
    const active = (await listPickups(sql)).filter((one) => one.active);
    await Promise.all(
      active.map(({ id, ars }) => portal.queue.enqueue(sql, "pick-up", { pickupId: id, ars })),
    );
  });
}

/**
 * One round at a municipality's own destination: tells what is still to be told, then takes in what waits. One submission
 * that fails does not hold up the others.
 */
export async function pickUp(
  portal: Portal,
  { pickupId, ars }: JobData["pick-up"],
): Promise<PickupRound | undefined> {
  const { database } = portal;
  const lease = randomUUID();
  const now = portal.clock();
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  const keys = await keyRingOf(portal, ars);
  const pickup = await withMunicipality(database, ars, (sql) =>
    claimPickup(sql, pickupId, { id: lease, until, now }),
  );
  if (!pickup) return undefined;
  let error: string | null = null;
  try {
    const open = openPickup(keys, pickup);
    if (!open) throw new UnfitError("the options are not valid");
    const { destinationId } = open.options;
    if (destinationId === undefined) throw new UnfitError("no destination is named yet");
    const { tools } = openTools(portal);
    const client = openClient(open.options, tools, AbortSignal.timeout(roundSeconds * 1000));
    const round = { portal, keys, pickup, lease, client, open, destinationId };
    const outcome = await makeRound(round);
    if (outcome.failed > 0) error = `${String(outcome.failed)} could not be taken in or told`;
    return outcome;
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : "failed";
    portal.log.warn("pickup.failed", { pickup: pickupId, error: thrown });
    return { accepted: 0, rejected: 0, failed: 1 };
  } finally {
    await withMunicipality(database, ars, (sql) =>
      releasePickup(sql, pickupId, lease, { at: portal.clock(), error }),
    );
  }
}

type Begun = Omit<Round, "destination" | "decryption" | "signer"> & {
  readonly destinationId: string;
};

async function makeRound(begun: Begun): Promise<PickupRound> {
  const { portal, pickup, client, open, destinationId } = begun;
  const { ars, id } = pickup;
  const count = { accepted: 0, rejected: 0, failed: 0 };
  const before = await withMunicipality(portal.database, ars, (sql) => listUnacknowledged(sql, id));
  for (const row of before) await counted(begun, count, row.remoteId, () => tell(begun, row));
  const waiting = await listWaiting(client, destinationId);
  const known = await withMunicipality(portal.database, ars, (sql) =>
    listPickedUp(
      sql,
      id,
      waiting.map(({ submissionId }) => submissionId.toLowerCase()),
    ),
  );
  const fresh = waiting.filter(({ submissionId }) => !known.has(submissionId.toLowerCase()));
  if (fresh.length === 0) return count;
  const round: Round = {
    ...begun,
    destination: await loadDestination(client, destinationId),
    decryption: await decryptionKeys(open.keys),
    signer: await findSigner(client, destinationId, signersOf(open.keys)),
  };
  if (round.decryption.length === 0) throw new UnfitError("there are no keys to decrypt with");
  for (const subject of fresh)
    await counted(begun, count, subject.submissionId, async () => {
      const row = await takeIn(round, subject);
      if (!row) return;
      count[row.verdict === "accept" ? "accepted" : "rejected"] += 1;
      await tell(begun, row);
    });
  return count;
}

async function counted(
  { portal, pickup }: Begun,
  count: { failed: number },
  submission: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    // The others would be refused as well.
    if (error instanceof RateLimitedError) throw error;
    count.failed += 1;
    portal.log.warn("pickup.submissionFailed", { pickup: pickup.id, submission, error });
  }
}

/** Tells the service what was decided; written down before, so that it is told again where that fails. */
async function tell(
  { portal, pickup, client, destinationId }: Begun,
  row: Pick<PickedUpRow, "pickupId" | "remoteId" | "caseId" | "event">,
): Promise<void> {
  const { remoteId: submissionId, caseId, event } = row;
  const told = await acknowledge(client, { submissionId, caseId, destinationId }, event);
  if (told === "overtaken")
    portal.log.warn("pickup.overtaken", { pickup: pickup.id, submission: submissionId });
  await withMunicipality(portal.database, pickup.ars, (sql) =>
    markAcknowledged(sql, row, portal.clock()),
  );
}
