import { randomUUID } from "node:crypto";
import { dayOf } from "../../domain/deadline.ts";
import type { SubmissionDocument } from "../../domain/submission.ts";
import type { Delivery, ForwardedAttachment, ForwardingResult } from "../adapter.server.ts";
import type { FitConnectClient } from "./client.server.ts";
import { readLog } from "./event-log.server.ts";
import { toResult } from "./follow.server.ts";
import { encryptPart, tagOf } from "./jwe.server.ts";
import type { CheckedKey } from "./jwk.server.ts";
import { sha512, writeMetadata, type MetadataParts } from "./metadata.server.ts";
import type { FitConnectOptions } from "./options.server.ts";
import { packParcel, type Parcel } from "./parcel.server.ts";
import { fittingPayment } from "./payment.server.ts";
import { withTags, type FitConnectState } from "./state.server.ts";
import { replyChannel } from "./reply-channel.server.ts";
import { findDestinationId, loadDestination, loadTarget, type Target } from "./target.server.ts";
import { ApiError } from "./trouble.server.ts";
import { announcedSchema, mediaTypes, regionOf } from "./wire.server.ts";

/** What is sent, and how. */
export interface Sending {
  readonly client: FitConnectClient;
  readonly options: FitConnectOptions;
  readonly delivery: Delivery<FitConnectState>;
  readonly document: SubmissionDocument;
  readonly attachments: readonly ForwardedAttachment[];
}

/**
 * The whole way of section 4.5. What an earlier attempt has announced is gone on with, once the log has told that it was
 * not submitted: so nothing arrives twice, whenever a process dies.
 */
export async function send(sending: Sending): Promise<ForwardingResult> {
  const { client, delivery } = sending;
  const begun = delivery.state;
  const known = begun && (await whatBecameOf(client, begun));
  if (known?.kind === "told") return known.result;
  const state = known?.kind === "open" ? begun : undefined;
  const { application, rejected } = delivery;
  // A case goes on at the destination where it began.
  const earlier = application ?? rejected;
  const destinationId =
    state?.destinationId ??
    (delivery.kind === "supplement" ? earlier?.destinationId : undefined) ??
    (await findDestinationId(client, sending.options, sending.document));
  return deliver(sending, destinationId, state, earlier);
}

type Known =
  | { readonly kind: "told"; readonly result: ForwardingResult }
  /** Announced and not submitted yet. */
  | { readonly kind: "open" }
  /** Deleted there, or never heard of. */
  | { readonly kind: "gone" };

async function whatBecameOf(client: FitConnectClient, state: FitConnectState): Promise<Known> {
  try {
    const told = await readLog(client, state);
    if (told.state === "announced") return { kind: "open" };
    const result = toResult(told, state);
    return result ? { kind: "told", result } : { kind: "gone" };
  } catch (error) {
    if (error instanceof ApiError && [403, 404].includes(error.status)) return { kind: "gone" };
    throw error;
  }
}

async function deliver(
  sending: Sending,
  destinationId: string,
  begun: FitConnectState | undefined,
  earlier: FitConnectState | undefined,
): Promise<ForwardingResult> {
  const { client, options, delivery, document, attachments } = sending;
  let target = await loadTarget(client, options, destinationId, document);
  const { largeDataBytes } = options;
  const parcel = await packParcel(delivery, document, attachments, target, largeDataBytes);
  const isSame = begun && sameParts(begun, parcel);
  let state = isSame ? begun : await announce(sending, target, parcel, earlier);
  // Where an upload throws, what it had come to is needed to tell what became of it.
  const keep = async (next: FitConnectState): Promise<void> => {
    state = next;
    await delivery.keep(next);
  };
  for (let round = 1; ; round += 1) {
    try {
      await upload({ ...sending, keep }, target, parcel, state);
      return { kind: "sent", receiverReference: state.submissionId };
    } catch (error) {
      if (!(error instanceof ApiError) || error.status < 400 || error.status >= 500) throw error;
      // Another attempt whose answer never came may have been faster.
      const known = await whatBecameOf(client, state);
      if (known.kind === "told") return known.result;
      if (round > 1) throw error;
      if (known.kind === "gone") state = await announce(sending, target, parcel, earlier);
      else {
        // Keys change (section 11): then it is encrypted anew. Any other refusal would come again.
        const { encryptionKid } = await loadDestination(client, destinationId);
        if (encryptionKid === target.key.kid) throw error;
        target = await loadTarget(client, options, destinationId, document);
      }
    }
  }
}

function sameParts({ parts }: FitConnectState, parcel: Parcel): boolean {
  const names = parcel.parts.map(({ name }) => name);
  return names.length === Object.keys(parts).length && names.every((name) => name in parts);
}

/** `POST /submissions`; in the case of what was sent before, where that is still possible (section 11). */
async function announce(
  { client, options, delivery, document }: Sending,
  { destination: { destinationId }, service, key: { kid } }: Target,
  { parts }: Parcel,
  earlier: FitConnectState | undefined,
): Promise<FitConnectState> {
  // Each id is announced once in all the world, hence new ones each time.
  const ids = Object.fromEntries(parts.map(({ name }) => [name, randomUUID()]));
  const { callbackUrl } = delivery;
  const { callbackSecret, announceCallback } = options;
  const body = {
    destinationId,
    announcedAttachments: Object.values(ids),
    [client.version.service]: { identifier: service.identifier, name: document.service.name },
    region: regionOf(document.municipality.ars),
    ...(announceCallback &&
      callbackUrl !== undefined &&
      callbackSecret !== undefined && { callback: { url: callbackUrl, secret: callbackSecret } }),
  };
  const post = (more: object) =>
    client.json(announcedSchema, "/submissions", { method: "POST", body: { ...body, ...more } });
  const isSameCase = earlier?.destinationId.toLowerCase() === destinationId.toLowerCase();
  const announced =
    earlier && isSameCase
      ? await post({ caseId: earlier.caseId }).catch((error: unknown) => {
          // The case may have come to its end there: then it is a new one.
          if (error instanceof ApiError && [400, 403, 404, 409, 422].includes(error.status))
            return post({});
          throw error;
        })
      : await post({});
  const state: FitConnectState = {
    destinationId,
    submissionId: announced.submissionId,
    caseId: announced.caseId,
    parts: ids,
    kid,
    uploaded: {},
    tags: { metadata: [], data: [], attachments: {} },
  };
  await delivery.keep(state);
  return state;
}

/** Attachments first, then metadata and data; each tag is kept before its part goes out. */
async function upload(
  sending: Sending & { readonly keep: (state: FitConnectState) => Promise<void> },
  { destination, key, metadataVersion }: Target,
  { data, parts }: Parcel,
  begun: FitConnectState,
): Promise<void> {
  const { client, options, delivery, document, keep } = sending;
  const path = `/submissions/${begun.submissionId}`;
  const listed: MetadataParts["attachments"][number][] = [];
  let state = begun.kid === key.kid ? begun : { ...begun, kid: key.kid, uploaded: {} };
  for (const { name, read, ...part } of parts) {
    const attachmentId = state.parts[name];
    if (attachmentId === undefined) throw new Error(`part ${name} was not announced`);
    const known = state.uploaded[attachmentId];
    if (known !== undefined) {
      listed.push({ ...part, attachmentId, sha512: known });
      continue;
    }
    const bytes = await read();
    const hash = sha512(bytes);
    const { jwe, tag } = await encrypt(bytes, part.mimeType, key);
    state = withTags(state, { attachment: [attachmentId, tag] });
    await keep(state);
    await client.text(`${path}/attachments/${attachmentId}`, {
      method: "PUT",
      body: jwe,
      large: true,
    });
    state = { ...state, uploaded: { ...state.uploaded, [attachmentId]: hash } };
    await keep(state);
    listed.push({ ...part, attachmentId, sha512: hash });
  }
  const metadata = writeMetadata({
    version: metadataVersion,
    data,
    attachments: listed,
    payment: document.payment && fittingPayment(document.payment),
    reply: await replyChannel(options, destination, document, delivery),
    reference: document.reference,
    applicationDate: dayOf(new Date(document.submittedAt)),
    isTest: delivery.kind === "test",
  });
  const [first, second] = await Promise.all([
    encrypt(metadata, mediaTypes.json, key),
    encrypt(data.bytes, data.schema.mimeType, key),
  ]);
  state = withTags(state, { metadata: first.tag, data: second.tag });
  await keep(state);
  const body = { encryptedMetadata: first.jwe, encryptedData: second.jwe };
  await client.text(path, { method: "PUT", body, large: true });
}

async function encrypt(
  bytes: Uint8Array,
  contentType: string,
  key: CheckedKey,
): Promise<{ readonly jwe: string; readonly tag: string }> {
  const jwe = await encryptPart(bytes, contentType, key);
  return { jwe, tag: tagOf(jwe) ?? "" };
}
