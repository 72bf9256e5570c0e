import { randomBytes } from "node:crypto";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAttachment } from "#db/queries/attachments.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listOfferings } from "#db/queries/offerings.ts";
import { insertPickedUp, type PickedUpRow, type PickupRow } from "#db/queries/pickups.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { insertSubmission } from "#db/queries/submissions.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { KeyRing, Portal } from "../catalogue/portal.server.ts";
import { shortName } from "../domain/municipality.ts";
import type { Offering } from "../domain/offering.ts";
import { makeReference } from "../domain/reference.ts";
import type { Attachment, SubmissionDocument } from "../domain/submission.ts";
import { arrivedDocument } from "../forwarding/fit-connect/arrived-document.server.ts";
import { namedFiles, toAttachment } from "../forwarding/fit-connect/arrived-files.server.ts";
import type { FitConnectClient } from "../forwarding/fit-connect/client.server.ts";
import type { Subject } from "../forwarding/fit-connect/event-log.server.ts";
import {
  fetchSubmission,
  usualSetSchema,
  type Encrypted,
} from "../forwarding/fit-connect/fetch-submission.server.ts";
import type { PrivateKey } from "../forwarding/fit-connect/jwe.server.ts";
import { isTestDelivery } from "../forwarding/fit-connect/metadata.server.ts";
import { openSubmission, type Opened } from "../forwarding/fit-connect/open-submission.server.ts";
import type { OpenPickup } from "../forwarding/fit-connect/pickup-options.server.ts";
import { Rejection } from "../forwarding/fit-connect/rejection.server.ts";
import { writeSet, type SetSigner } from "../forwarding/fit-connect/set.server.ts";
import type { Destination } from "../forwarding/fit-connect/wire.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import type { StoredContent } from "../platform/storage.server.ts";

/** One round at one destination. */
export interface Round {
  readonly portal: Portal;
  readonly keys: KeyRing;
  readonly pickup: PickupRow;
  readonly lease: string;
  readonly client: FitConnectClient;
  readonly open: OpenPickup;
  readonly destination: Destination;
  readonly decryption: readonly PrivateKey[];
  readonly signer: SetSigner;
}

/**
 * Takes a submission into the inbox, or finds why it has to be rejected; both with the event that the service is to be told,
 * in one transaction. Undefined where it is not there any more, or another worker has taken it.
 */
export async function takeIn(round: Round, subject: Subject): Promise<PickedUpRow | undefined> {
  let fetched: Encrypted | undefined;
  try {
    fetched = await fetchSubmission(round.client, subject);
    if (!fetched) return undefined;
    const opened = await openSubmission(fetched, round.decryption, round.destination);
    return await write(round, fetched, opened);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return reject(round, subject, error, fetched?.setSchema ?? usualSetSchema);
  }
}

async function reject(
  { portal, pickup, lease, signer }: Round,
  subject: Subject,
  { problem }: Rejection,
  schema: string,
): Promise<PickedUpRow | undefined> {
  const at = portal.clock();
  const event = await writeSet(
    { ...subject, verb: "reject", schema, at, problems: [problem] },
    signer,
  );
  const row = rowOf(pickup, subject, at, { verdict: "reject", event, problems: [problem] });
  portal.log.warn("pickup.rejected", { pickup: pickup.id, problem: problem.type });
  const isNew = await withMunicipality(portal.database, pickup.ars, (sql) =>
    insertPickedUp(sql, row, lease),
  );
  return isNew ? row : undefined;
}

interface StoredFile {
  readonly attachment: Attachment;
  readonly content: StoredContent;
}

async function write(
  round: Round,
  fetched: Encrypted,
  opened: Opened,
): Promise<PickedUpRow | undefined> {
  const { portal, pickup, signer } = round;
  const { ars } = pickup;
  const files = namedFiles(opened);
  const attachments = files.map(toAttachment);
  const [municipality, offerings] = await findOfferings(portal, ars);
  const document = arrivedDocument(fetched, opened, {
    reference: makeReference(randomBytes(16)),
    municipality: { ars, name: municipality },
    files: attachments,
    offerings,
  });
  const at = portal.clock();
  const event = await writeSet(
    { ...fetched, verb: "accept", schema: fetched.setSchema, at, tags: fetched.tags },
    signer,
  );
  const stored: StoredFile[] = [];
  try {
    for (const [index, { bytes }] of files.entries()) {
      const attachment = attachments[index];
      if (attachment) stored.push({ attachment, content: await portal.storage.put(bytes) });
    }
    const row = rowOf(pickup, fetched, at, { verdict: "accept", event, submissionId: randomId() });
    const isNew = await withMunicipality(portal.database, ars, (sql) =>
      writeRows(round, sql, row, { document, stored, test: isTestDelivery(opened.metadata) }),
    );
    if (!isNew) await drop(portal, stored);
    else portal.log.info("pickup.accepted", { pickup: pickup.id, reference: document.reference });
    return isNew ? row : undefined;
  } catch (error) {
    await drop(portal, stored);
    throw error;
  }
}

async function findOfferings(
  portal: Portal,
  ars: string,
): Promise<readonly [name: string, offerings: readonly Offering[]]> {
  const [municipality, listed] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([findMunicipality(sql, ars), listOfferings(sql, ars, "all")]),
  );
  const loaded = await Promise.all(
    listed.map(({ serviceId, serviceVersion }) =>
      loadVersion(portal, ars, serviceId, serviceVersion),
    ),
  );
  return [municipality ? shortName(municipality) : ars, loaded.filter((one) => one !== undefined)];
}

/** What is written down of a submission. */
interface Taken {
  readonly document: SubmissionDocument;
  readonly stored: readonly StoredFile[];
  /** The sender says that it is invented: shown as a test, and deleted by itself as one. */
  readonly test: boolean;
}

/** Everything that picking up writes, in one transaction; false where somebody else did. */
async function writeRows(
  { portal, keys, pickup, lease }: Round,
  sql: Sql,
  row: PickedUpRow,
  { document, stored, test }: Taken,
): Promise<boolean> {
  const id = row.submissionId ?? "";
  const { ars } = pickup;
  const isNew = await insertSubmission(sql, {
    id,
    ars,
    serviceId: document.service.id,
    serviceVersion: document.service.version,
    reference: document.reference,
    sealed: keys.seal(JSON.stringify(document), `submission:${id}`),
    draftId: `fit-connect:${row.remoteId}`,
    submittedAt: new Date(document.submittedAt),
    status: "received",
    codeHash: null,
    contact: null,
    missingUntil: null,
    test,
  });
  if (!isNew) return false;
  // Rolled back with everything, where the lease is another's by now.
  if (!(await insertPickedUp(sql, row, lease))) throw new Error("picked up by another worker");
  await insertSubmissionEvent(sql, {
    submissionId: id,
    ars,
    kind: "received",
    at: row.at,
    actor: "system",
  });
  for (const { attachment, content } of stored) {
    const { name, mediaType } = attachment;
    const meta = { fileKey: content.fileKey, name, mediaType };
    await insertAttachment(sql, {
      id: attachment.id,
      ars,
      draftId: null,
      submissionId: id,
      path: attachment.path,
      storageKey: content.storageKey,
      sealed: keys.seal(JSON.stringify(meta), `attachment:${attachment.id}`),
      size: content.size,
      sha256: content.sha256,
      createdAt: row.at,
      scan: portal.scanner ? "pending" : "not-scanned",
      scanAttempts: 0,
    });
  }
  if (portal.scanner) await portal.queue.enqueue(sql, "scan-attachments", {});
  return true;
}

async function drop({ storage }: Portal, stored: readonly StoredFile[]): Promise<void> {
  for (const { content } of stored) await storage.delete(content.storageKey);
}

function rowOf(
  { id: pickupId, ars }: PickupRow,
  { submissionId: remoteId, caseId }: Subject,
  at: Date,
  more: Pick<PickedUpRow, "verdict" | "event"> &
    Partial<Pick<PickedUpRow, "submissionId" | "problems">>,
): PickedUpRow {
  return {
    pickupId,
    ars,
    remoteId: remoteId.toLowerCase(),
    caseId,
    at,
    acknowledgedAt: null,
    submissionId: more.submissionId ?? null,
    problems: more.problems ?? null,
    verdict: more.verdict,
    event: more.event,
  };
}
