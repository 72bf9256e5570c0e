import * as z from "zod";
import type { FitConnectClient } from "./client.server.ts";
import { readLog, type Subject } from "./event-log.server.ts";
import { tagOf } from "./jwe.server.ts";
import { Rejection } from "./rejection.server.ts";
import { ApiError, UntrustedLogError } from "./trouble.server.ts";
import type { AuthenticationTags } from "./wire.server.ts";

const pageSize = 500;
const mostPages = 20;
const waitingSchema = z.object({
  totalCount: z.int().min(0).optional(),
  submissions: z.array(
    z.object({ submissionId: z.guid(), caseId: z.guid(), destinationId: z.guid() }),
  ),
});

/** What waits at a destination (`GET /submissions`, paged); it stays in the list until it is accepted or rejected. */
export async function listWaiting(
  client: FitConnectClient,
  destinationId: string,
): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({
      destinationId,
      offset: String(found.length),
      limit: String(pageSize),
    });
    const { submissions, totalCount } = await client.json(waitingSchema, `/submissions?${query}`);
    found.push(...submissions);
    if (submissions.length === 0 || found.length >= (totalCount ?? Infinity)) break;
    if (totalCount === undefined && submissions.length < pageSize) break;
  }
  return found.filter((one) => one.destinationId.toLowerCase() === destinationId.toLowerCase());
}

/** A submission as it lies at the service, encrypted; its parts are those that the log tells of. */
export interface Encrypted extends Subject {
  readonly service: { readonly identifier: string; readonly name: string };
  readonly metadata: string;
  readonly data: string;
  /** By id, in lower case. */
  readonly attachments: ReadonlyMap<string, string>;
  readonly tags: AuthenticationTags;
  /** UNIX seconds. */
  readonly submittedAt: number;
  /** Of the payload of its event, to be mirrored (section 8). */
  readonly setSchema: string;
}

/** The version of SET payloads where the event of the submission names none. */
export const usualSetSchema =
  "https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json";

/**
 * Fetches a submission and checks its event log and authentication tags, which is possible without any key. Undefined where it
 * is not there to be picked up any more. Throws `Rejection`.
 */
export async function fetchSubmission(
  client: FitConnectClient,
  subject: Subject,
): Promise<Encrypted | undefined> {
  const log = await readLog(client, subject).catch((error: unknown) => {
    if (error instanceof UntrustedLogError)
      throw new Rejection("invalid-event-log", error.message, "submission");
    throw error;
  });
  const { submitted } = log;
  if (log.state !== "submitted" || !submitted) return undefined;
  const tags = submitted.tags;
  if (!tags)
    throw new Rejection("missing-authentication-tags", "The log names no tags.", "submission");
  const path = `/submissions/${subject.submissionId}`;
  const { service, ...one } = await client.json(submissionSchema(client), path, { large: true });
  if (one.submissionId.toLowerCase() !== subject.submissionId.toLowerCase())
    throw new ApiError(502, "another submission was answered");
  checkTag(one.encryptedMetadata, tags.metadata, "metadata");
  if (one.encryptedData === undefined || one.encryptedData === null)
    throw new Rejection("missing-data", "There are no data.", "data");
  checkTag(one.encryptedData, tags.data, "data");
  const told = new Map(
    Object.entries(tags.attachments).map(([id, tag]) => [id.toLowerCase(), tag]),
  );
  const ids = one.attachments.map((id) => id.toLowerCase());
  if (new Set(ids).size !== told.size || ids.some((id) => !told.has(id)))
    throw new Rejection("attachments-mismatch", "The log names other attachments.", "submission");
  const attachments = new Map<string, string>();
  for (const id of told.keys()) {
    const jwe = (await client.text(`${path}/attachments/${id}`, { large: true })).trim();
    checkTag(jwe, told.get(id), `attachment:${id}`);
    attachments.set(id, jwe);
  }
  return {
    ...subject,
    service,
    metadata: one.encryptedMetadata,
    data: one.encryptedData,
    attachments,
    tags,
    submittedAt: submitted.at,
    setSchema: submitted.schema ?? usualSetSchema,
  };
}

function submissionSchema({ version }: FitConnectClient) {
  return z
    .looseObject({
      submissionId: z.guid(),
      attachments: z.array(z.guid()).default([]),
      encryptedMetadata: z.string(),
      encryptedData: z.string().nullish(),
      [version.service]: z.object({ identifier: z.string(), name: z.string().default("") }),
    })
    .transform((given) => ({
      submissionId: given["submissionId"] as string,
      attachments: given["attachments"] as string[],
      encryptedMetadata: given["encryptedMetadata"] as string,
      encryptedData: given["encryptedData"] as string | null | undefined,
      service: given[version.service] as Encrypted["service"],
    }));
}

/** What was downloaded is what was submitted: its tag is the one that the service has signed. */
function checkTag(jwe: string, tag: string | undefined, instance: string): void {
  if (tag === undefined)
    throw new Rejection("missing-authentication-tags", "The log names no tag for it.", instance);
  if (tagOf(jwe.trim()) !== tag)
    throw new Rejection("incorrect-authentication-tag", "It is not what was submitted.", instance);
}
