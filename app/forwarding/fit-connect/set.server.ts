import { randomUUID } from "node:crypto";
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, type JWK } from "jose";
import * as z from "zod";
import { UntrustedLogError } from "./trouble.server.ts";
import {
  eventPrefix,
  problemSchema,
  tagsSchema,
  type AuthenticationTags,
  type SetProblem,
} from "./wire.server.ts";

/** Claims of a Security Event Token (RFC 8417; schema set-payload 1.2.2). */
const payloadSchema = z.object({
  // Without it only where the event has no content (documentation: set-validation).
  $schema: z
    .string()
    .regex(
      /^https:\/\/schema\.fitko\.de\/fit-connect\/set-payload\/1\.\d+\.\d+\/set-payload\.schema\.json$/,
    )
    .optional(),
  jti: z.guid(),
  iss: z.string().min(1),
  iat: z.int().min(1_577_833_200),
  sub: z.string().regex(/^(submission|reply):[0-9a-f-]{36}$/i),
  txn: z.string().regex(/^case:[0-9a-f-]{36}$/i),
  events: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .refine((events) => Object.keys(events).length === 1, { error: "must be exactly one event" }),
});

/** An event as it stands in a log. */
export interface SetEvent {
  readonly set: string;
  readonly kid: string;
  readonly schema: string | undefined;
  readonly jti: string;
  readonly issuer: string;
  /** UNIX seconds. */
  readonly at: number;
  /** E.g. `submission:<uuid>` and `case:<uuid>`, in lower case. */
  readonly subject: string;
  readonly transaction: string;
  /** E.g. `accept-submission`; undefined for one that is not published yet. */
  readonly name: string;
  readonly tags: AuthenticationTags | undefined;
  readonly problems: readonly SetProblem[];
}

const contents = {
  tags: z.object({ authenticationTags: tagsSchema }),
  problems: z.object({ problems: z.array(problemSchema) }),
};

/** Reads a SET; nothing in it is believed yet. Rules 1 and 2 of section 8. Throws `UntrustedLogError`. */
export function readSet(set: string): SetEvent {
  const kid = readHeader(set);
  const payload = payloadSchema.safeParse(readPayload(set));
  if (!payload.success)
    throw untrusted(`has wrong claims: ${z.prettifyError(payload.error).replaceAll("\n", " ")}`);
  const { $schema: schema, jti, iss, iat, sub, txn, events } = payload.data;
  const [[uri = "", content = {}] = []] = Object.entries(events);
  if (!uri.startsWith(eventPrefix)) throw untrusted("holds an event of somebody else");
  if (schema === undefined && Object.keys(content).length > 0)
    throw untrusted("names no schema of its content");
  const name = uri.slice(eventPrefix.length);
  const verb = name.split("-", 1)[0];
  const tags = contents.tags.safeParse(content);
  if ((verb === "submit" || verb === "accept") && !tags.success)
    throw untrusted(`has no valid authentication tags: ${name}`);
  const problems = contents.problems.safeParse(content);
  if (verb === "reject" && !problems.data?.problems.length)
    throw untrusted(`has no valid problems: ${name}`);
  return {
    set,
    kid,
    schema,
    jti: jti.toLowerCase(),
    issuer: iss,
    at: iat,
    subject: sub.toLowerCase(),
    transaction: txn.toLowerCase(),
    name,
    tags: tags.data?.authenticationTags,
    problems: problems.data?.problems ?? [],
  };
}

function readHeader(set: string): string {
  let header;
  try {
    header = decodeProtectedHeader(set);
  } catch {
    throw untrusted("is no JWS");
  }
  const { typ, alg, kid } = header;
  if (typ !== "secevent+jwt") throw untrusted("has another type");
  if (alg !== "PS512") throw untrusted("is not signed by PS512");
  if (typeof kid !== "string" || kid === "") throw untrusted("names no key");
  return kid;
}

function readPayload(set: string): unknown {
  const [, payload = ""] = set.split(".");
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    throw untrusted("is unreadable");
  }
}

/** Rule 4: whether that key signed it, by PS512 (MGF1 with SHA-512, salt of 64 bytes). */
export async function isSignedBy(set: string, key: CryptoKey): Promise<boolean> {
  try {
    await compactVerify(set, key, { algorithms: ["PS512"] });
    return true;
  } catch {
    return false;
  }
}

function untrusted(what: string): UntrustedLogError {
  return new UntrustedLogError(`an event ${what}`);
}

/** A private key to sign with, and the name of its public half. */
export interface SetSigner {
  readonly kid: string;
  readonly jwk: JWK;
}

/** What a receiver tells of a submission (documentation: receiving/process-and-acknowledge, details/set-creation). */
export interface NewEvent {
  readonly verb: "accept" | "reject";
  /** Of the `submit-submission` event: others are refused (section 8). */
  readonly schema: string;
  readonly destinationId: string;
  readonly submissionId: string;
  readonly caseId: string;
  readonly at: Date;
  readonly tags?: AuthenticationTags | undefined;
  readonly problems?: readonly SetProblem[] | undefined;
}

export async function writeSet(event: NewEvent, signer: SetSigner): Promise<string> {
  const { verb, tags, problems } = event;
  const payload = {
    $schema: event.schema,
    jti: randomUUID(),
    iss: event.destinationId,
    iat: Math.floor(event.at.getTime() / 1000),
    sub: `submission:${event.submissionId}`,
    txn: `case:${event.caseId}`,
    events: {
      [`${eventPrefix}${verb}-submission`]: {
        ...(tags && { authenticationTags: tags }),
        ...(problems && { problems }),
      },
    },
  };
  const key = await importJWK({ ...signer.jwk, key_ops: ["sign"] }, "PS512");
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "PS512", typ: "secevent+jwt", kid: signer.kid })
    .sign(key);
}
