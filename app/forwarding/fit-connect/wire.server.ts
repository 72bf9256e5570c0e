import * as z from "zod";

// What stands on the wire: names and URIs of FIT-Connect. Published at schema.fitko.de/fit-connect and
// docs.fitko.de/fit-connect; "recalled" marks what no published text that could be read confirms.

const schemas = "https://schema.fitko.de/fit-connect";

export const eventPrefix = `${schemas}/events/`;
/** Of the reasons to reject (documentation: receiving/verification). */
export const eventProblemPrefix = `${schemas}/events/problems/`;
export const callbackPrefix = `${schemas}/submission-api/callbacks/`;
/** Of the URN of an administrative service in the federation's catalogue. */
export const leikaPrefix = "urn:de:fim:leika:leistung:";
/** Of regional keys in signed addresses of destinations. */
export const regionalKeyPrefix = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs:";

export const mediaTypes = {
  json: "application/json",
  xml: "application/xml",
  jose: "application/jose",
} as const;
export type DataType = typeof mediaTypes.json | typeof mediaTypes.xml;

export function metadataSchemaUri(version: string): string {
  return `${schemas}/metadata/${version}/metadata.schema.json`;
}

/** What changes between versions of the Submission API: the path below the base and names of fields (change #499). */
export interface ApiVersion {
  readonly path: string;
  /** Of the administrative service that a submission is for. */
  readonly service: string;
  /** Of the services of a destination. */
  readonly services: string;
  /** Metadata that go with it. */
  readonly metadataMajor: number;
}

export const v2: ApiVersion = {
  path: "/v2",
  service: "publicService",
  services: "publicServices",
  metadataMajor: 2,
};

const dataType = z.enum([mediaTypes.json, mediaTypes.xml]);
export const dataSchemaSchema = z.object({ schemaUri: z.string().min(1), mimeType: dataType });
/** Schema of the data of a submission, as a destination lists it. The URI need not lead anywhere. */
export type DataSchema = z.infer<typeof dataSchemaSchema>;

const offeredServiceSchema = z.object({
  identifier: z.string(),
  regions: z.array(z.string()).default([]),
  submissionSchemas: z.array(z.object({ schemaUri: z.string(), mimeType: z.string() })).default([]),
});
export type OfferedService = z.infer<typeof offeredServiceSchema>;

export interface Destination {
  readonly destinationId: string;
  readonly status: string;
  readonly encryptionKid: string;
  readonly metadataVersions: readonly string[];
  readonly services: readonly OfferedService[];
  /**
   * Names of the ways to answer that it offers. Undefined where it tells nothing of them: version 2 takes them away from what everybody
   * may read (change #3328), and not every environment has followed.
   */
  readonly replyChannels: readonly string[] | undefined;
}

/** By name, each with what belongs to it, e.g. `{"eMail": {"usePgp": false}}` (recalled). */
const replyChannelsSchema = z
  .record(z.string(), z.unknown())
  .transform((channels) =>
    Object.keys(channels).filter((name) => channels[name] !== null && channels[name] !== false),
  );

/** Answer of `GET /destinations/{id}`. */
export function destinationSchema(version: ApiVersion): z.ZodType<Destination> {
  return z
    .looseObject({
      destinationId: z.guid(),
      status: z.string(),
      encryptionKid: z.string(),
      metadataVersions: z.array(z.string()).default([]),
      // What cannot be read tells nothing, and keeps nothing from being sent.
      replyChannels: replyChannelsSchema.optional().catch(undefined),
      [version.services]: z.array(offeredServiceSchema).default([]),
    })
    .transform((given) => ({
      destinationId: given["destinationId"] as string,
      status: given["status"] as string,
      encryptionKid: given["encryptionKid"] as string,
      metadataVersions: given["metadataVersions"] as string[],
      services: given[version.services] as OfferedService[],
      replyChannels: given["replyChannels"] as string[] | undefined,
    }));
}

/** Ids that an announcement is answered with. */
export const announcedSchema = z.object({ submissionId: z.guid(), caseId: z.guid() });

/** Problems by RFC 7807; unknown fields are tolerated (documentation: status-and-error-codes). */
export const apiProblemSchema = z.object({
  type: z.string().max(500),
  title: z.string().max(500).default(""),
  detail: z.string().max(2000).optional(),
  instance: z.string().max(500).optional(),
});
export type ApiProblem = z.infer<typeof apiProblemSchema>;

export const problemSchema = z.object({
  type: z.string().max(500),
  title: z.string().max(500),
  detail: z.string().max(2000),
  instance: z.string().max(500),
});
/** Why a receiver rejects. */
export type SetProblem = z.infer<typeof problemSchema>;

const tag = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
export const tagsSchema = z.object({
  metadata: tag,
  data: tag.optional(),
  attachments: z.record(z.string(), tag).default({}),
});
/** Last part of each JWE, by which an event names exactly what was received. */
export type AuthenticationTags = z.infer<typeof tagsSchema>;

/** "DE" and the regional key with twelve digits. */
export function regionOf(ars: string): string {
  return `DE${ars.padEnd(12, "0")}`;
}

/**
 * Whether an area, given by a regional key of 2 to 12 digits of which trailing zeros mean the whole of it, holds that
 * municipality.
 */
export function covers(area: string, ars: string): boolean {
  if (!/^\d{0,12}$/.test(area)) return false;
  const level = [0, 2, 3, 5, 9, 12].find((length) => /^0*$/.test(area.slice(length)));
  return ars.padEnd(12, "0").startsWith(area.slice(0, level ?? area.length));
}
