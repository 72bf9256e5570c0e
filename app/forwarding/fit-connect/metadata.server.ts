import { createHash } from "node:crypto";
import * as z from "zod";
import { paymentInformationSchema, type PaymentInformation } from "./payment.server.ts";
import type { ReplyChannel } from "./reply-channel.server.ts";
import { UnfitError } from "./trouble.server.ts";
import {
  dataSchemaSchema,
  metadataSchemaUri,
  type ApiVersion,
  type DataSchema,
} from "./wire.server.ts";

/** The newest version of metadata that is written here. */
const newest = [2, 1, 0] as const;

const hashSchema = z.object({
  type: z.literal("sha512"),
  content: z.string().regex(/^[a-f0-9]{128}$/),
});
const attachmentSchema = z.object({
  attachmentId: z.guid(),
  hash: hashSchema,
  purpose: z.enum(["form", "attachment", "report", "data"]),
  mimeType: z.string().regex(/^[-\w.]+\/[-\w.+]+$/),
  filename: z.string().optional(),
  description: z.string().optional(),
  /** Parts of it that travel as attachments of their own, where it is large (how they do is recalled). */
  fragments: z.array(z.guid()).optional(),
});
export type MetadataAttachment = z.infer<typeof attachmentSchema>;

/** What is read of metadata 2.x (section 7); open for what later versions add. */
export const metadataSchema = z.looseObject({
  $schema: z
    .string()
    .regex(
      /^https:\/\/schema\.fitko\.de\/fit-connect\/metadata\/2\.\d+\.\d+\/metadata\.schema\.json$/,
    ),
  contentStructure: z.object({
    data: z.object({ hash: hashSchema, submissionSchema: dataSchemaSchema }),
    attachments: z.array(attachmentSchema),
  }),
  paymentInformation: paymentInformationSchema.optional(),
  replyChannel: z.record(z.string(), z.unknown()).optional(),
  additionalReferenceInfo: z
    .strictObject({
      senderReference: z.string().optional(),
      applicationDate: z.iso.date().optional(),
      idBundDeApplicationId: z.guid().optional(),
      zustimmungZumDigitalenBescheid: z.boolean().optional(),
    })
    .optional(),
  author: z
    .looseObject({
      name: z.string(),
      product: z.looseObject({ name: z.string(), version: z.string(), manufacturer: z.string() }),
    })
    .optional(),
});
export type Metadata = z.infer<typeof metadataSchema>;

/** Lower-case hexadecimal, over the very bytes that are encrypted. */
export function sha512(bytes: Uint8Array): string {
  return createHash("sha512").update(bytes).digest("hex");
}

export interface MetadataParts {
  /** E.g. `2.1.0`. */
  readonly version: string;
  readonly data: { readonly bytes: Uint8Array; readonly schema: DataSchema };
  readonly attachments: readonly (Omit<MetadataAttachment, "hash"> & { readonly sha512: string })[];
  readonly payment: PaymentInformation | undefined;
  /** Undefined: by letter. */
  readonly reply: ReplyChannel | undefined;
  /** Of the portal: for questions beside FIT-Connect. */
  readonly reference: string;
  /** ISO date. */
  readonly applicationDate: string;
  /** Invented data, to be told from real ones. */
  readonly isTest: boolean;
}

/** What a portal such as this one says of itself where it sends invented data; the metadata have no place of their own for that. */
const testMark = "Testzustellung: erfundene Angaben";

/** Whether a sender says that the data are invented. */
export function isTestDelivery({ author }: Pick<Metadata, "author">): boolean {
  return author?.["description"] === testMark;
}

/** The metadata of a submission as the bytes that are encrypted, valid by the official schema 2.x. */
export function writeMetadata(parts: MetadataParts): Uint8Array {
  const { data, attachments, payment, reply, isTest } = parts;
  const metadata = {
    $schema: metadataSchemaUri(parts.version),
    contentStructure: {
      data: { hash: hashOf(sha512(data.bytes)), submissionSchema: data.schema },
      attachments: attachments.map(({ sha512: content, ...attachment }) => ({
        ...attachment,
        hash: hashOf(content),
      })),
    },
    ...(payment && { paymentInformation: payment }),
    ...(reply && { replyChannel: channelOf(reply) }),
    additionalReferenceInfo: {
      senderReference: parts.reference,
      applicationDate: parts.applicationDate,
    },
    author: {
      name: "Einmal",
      ...(isTest && { description: testMark }),
      product: { name: "Einmal", version: "1", manufacturer: "Einmal" },
    },
  };
  return new TextEncoder().encode(JSON.stringify(metadataSchema.parse(metadata)));
}

/** What a channel calls that by which it is reached. */
const addressNames: Readonly<Record<ReplyChannel["name"], string>> = {
  eMail: "address",
  deMail: "address",
  elster: "accountId",
  idBundDeMailbox: "mailboxUuid",
};

/** There may be exactly one. */
function channelOf({ name, address, ...more }: ReplyChannel): object {
  return { [name]: { [addressNames[name]]: address, ...more } };
}

function hashOf(content: string) {
  return { type: "sha512" as const, content };
}

/** The version of metadata to write: the newest that both sides know (section 7). Throws `UnfitError`. */
export function chooseMetadataVersion(
  listed: readonly string[],
  { metadataMajor }: ApiVersion,
): string {
  const known = listed
    .map((version) => version.split(".").map(Number))
    .filter(
      ([major = 0, minor = 0, patch = 0]) =>
        major === metadataMajor &&
        major === newest[0] &&
        (minor < newest[1] || (minor === newest[1] && patch <= newest[2])),
    )
    .toSorted((one, other) => compare(other, one));
  const [best] = known;
  if (!best)
    throw new UnfitError(`the destination takes no metadata ${newest.join(".")} or before`);
  return best.join(".");
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = [0, 1, 2].find((place) => one[place] !== other[place]);
  return index === undefined ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
