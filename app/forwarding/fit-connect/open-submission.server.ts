import { SaxesParser } from "saxes";
import * as z from "zod";
import type { Encrypted } from "./fetch-submission.server.ts";
import { decryptPart, type PrivateKey } from "./jwe.server.ts";
import {
  metadataSchema,
  sha512,
  type Metadata,
  type MetadataAttachment,
} from "./metadata.server.ts";
import { Rejection } from "./rejection.server.ts";
import { mediaTypes, type DataSchema, type Destination } from "./wire.server.ts";

/** A file that came with a submission. */
export interface OpenedFile extends Pick<
  MetadataAttachment,
  "attachmentId" | "purpose" | "mimeType" | "filename" | "description"
> {
  readonly bytes: Uint8Array;
}

/** A submission in the clear, everything in it checked. */
export interface Opened {
  readonly metadata: Metadata;
  readonly schema: DataSchema;
  readonly data: Uint8Array;
  /** Without the one that holds the data, where they are large. */
  readonly files: readonly OpenedFile[];
}

/**
 * Decrypts what was fetched, and checks it in the order of the documentation (receiving/verification): metadata, service
 * and schema, data, attachments. Throws `Rejection`.
 */
export async function openSubmission(
  fetched: Encrypted,
  keys: readonly PrivateKey[],
  destination: Pick<Destination, "services" | "replyChannels">,
): Promise<Opened> {
  const metadata = readMetadata(await decrypt(fetched.metadata, keys, "metadata"));
  const { data: described, attachments: listed } = metadata.contentStructure;
  const { submissionSchema: schema } = described;
  checkSchema(fetched, destination, schema);
  checkReply(metadata, destination);
  const ids = listed.flatMap(piecesOf);
  const isSame =
    new Set(ids).size === fetched.attachments.size &&
    ids.every((id) => fetched.attachments.has(id));
  if (!isSame || ids.length !== fetched.attachments.size)
    throw new Rejection("attachments-mismatch", "Metadata list other attachments.", "metadata");
  const inline = await decrypt(fetched.data, keys, "data");
  checkHash(inline, described.hash.content, "data");
  const files: OpenedFile[] = [];
  for (const one of listed) {
    const { attachmentId, hash, purpose, mimeType, filename, description } = one;
    const instance = `attachment:${attachmentId}`;
    const pieces: Uint8Array[] = [];
    for (const id of piecesOf(one))
      pieces.push(await decrypt(fetched.attachments.get(id) ?? "", keys, instance));
    const bytes = Buffer.concat(pieces);
    checkHash(bytes, hash.content, instance);
    files.push({ attachmentId, purpose, mimeType, filename, description, bytes });
  }
  const large = files.find(({ purpose }) => purpose === "data");
  const data = large?.bytes ?? inline;
  checkSyntax(data, schema);
  return { metadata, schema, data, files: files.filter((file) => file !== large) };
}

/**
 * Ids, in lower case, of what travels of an attachment: itself, or its fragments, put together in their order (metadata 2.x name
 * them; how they travel is recalled).
 */
function piecesOf({ attachmentId, fragments = [] }: MetadataAttachment): readonly string[] {
  const ids = fragments.length > 0 ? fragments : [attachmentId];
  return ids.map((id) => id.toLowerCase());
}

async function decrypt(
  jwe: string,
  keys: readonly PrivateKey[],
  instance: string,
): Promise<Uint8Array> {
  const bytes = await decryptPart(jwe, keys);
  if (!bytes) throw new Rejection("encryption-issue", "It cannot be decrypted.", instance);
  return bytes;
}

const schemaReference = z.object({ $schema: z.string() });

function readMetadata(bytes: Uint8Array): Metadata {
  const value = parseJson(bytes, "metadata");
  const reference = schemaReference.safeParse(value);
  if (!reference.success)
    throw new Rejection("missing-schema", "Metadata name no schema.", "metadata");
  if (!metadataSchema.shape.$schema.safeParse(reference.data.$schema).success)
    throw new Rejection("unsupported-schema", "Metadata of version 2 are wanted.", "metadata");
  const metadata = metadataSchema.safeParse(value);
  if (metadata.success) return metadata.data;
  const where = metadata.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new Rejection("schema-violation", `Wrong: ${where}`, "metadata");
}

/** Only what the destination has published that it takes, in its place. */
function checkSchema(
  { service }: Encrypted,
  { services }: Pick<Destination, "services">,
  { schemaUri, mimeType }: DataSchema,
): void {
  const offered = services.filter(({ identifier }) => identifier === service.identifier);
  if (offered.length === 0)
    throw new Rejection("unsupported-service", "The service is not offered.", "submission");
  const isTaken = offered.some(({ submissionSchemas }) =>
    submissionSchemas.some((one) => one.schemaUri === schemaUri && one.mimeType === mimeType),
  );
  if (!isTaken)
    throw new Rejection("unsupported-schema", "The schema of the data is not offered.", "data");
}

/** One at most (metadata 2.1.0), and one by which the office answers; a destination that does not tell of any takes all. */
function checkReply(
  { replyChannel = {} }: Metadata,
  { replyChannels: offered }: Pick<Destination, "replyChannels">,
): void {
  const [name, ...more] = Object.keys(replyChannel);
  if (more.length > 0)
    throw new Rejection("schema-violation", "There is more than one reply channel.", "metadata");
  if (name !== undefined && offered?.includes(name) === false)
    throw new Rejection("unsupported-reply-channel", "Nobody answers that way.", "metadata");
}

function checkHash(bytes: Uint8Array, expected: string, instance: string): void {
  if (sha512(bytes) !== expected)
    throw new Rejection("incorrect-hash", "The hash in the metadata is another one.", instance);
}

function checkSyntax(bytes: Uint8Array, { mimeType }: DataSchema): void {
  if (mimeType === mediaTypes.json) parseJson(bytes, "data");
  else checkXml(bytes);
}

function parseJson(bytes: Uint8Array, instance: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Rejection("syntax-violation", "It is no JSON.", instance);
  }
}

/** Well formed; entities of its own are refused by the reader. */
function checkXml(bytes: Uint8Array): void {
  const parser = new SaxesParser({ xmlns: true });
  let isBroken = false;
  parser.on("error", () => {
    isBroken = true;
  });
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch {
    isBroken = true;
  }
  if (isBroken) throw new Rejection("syntax-violation", "It is no XML.", "data");
}
