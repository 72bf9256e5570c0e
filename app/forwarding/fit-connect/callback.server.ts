import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { callbackPrefix } from "./wire.server.ts";

/** Seconds that a callback may be old, and as far that a clock may be ahead (documentation: details/callbacks). */
const window = 300;

/** A callback as it came: its two headers, and its body byte by byte. */
export interface ReceivedCallback {
  readonly timestamp: string | null;
  readonly authentication: string | null;
  readonly body: Uint8Array;
}

/** Whether the service sent it just now: lower-case hex of HMAC-SHA512 over `timestamp.body` (section 10). */
export function isGenuine(
  { timestamp, authentication, body }: ReceivedCallback,
  secret: string,
  now: Date,
): boolean {
  if (timestamp === null || authentication === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > window) return false;
  const expected = createHmac("sha512", secret).update(`${timestamp}.`).update(body).digest();
  const given = Buffer.from(authentication, "hex");
  return (
    /^[0-9a-f]{128}$/.test(authentication) &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}

const idsSchema = z.object({
  destinationId: z.guid().optional(),
  submissionId: z.guid(),
  caseId: z.guid().optional(),
});
const bodySchema = z.object({
  type: z.string().startsWith(callbackPrefix),
  submissions: z.array(idsSchema).max(10_000).default([]),
  /** Of version 1. */
  submissionIds: z.array(z.guid()).max(10_000).default([]),
});

/** What a callback says is new. It is a hint alone: the service is asked. */
export interface News {
  /** E.g. `new-submissions`, `new-events`. */
  readonly type: string;
  /** In lower case. */
  readonly submissionIds: readonly string[];
}

/** Undefined: no callback of FIT-Connect's. */
export function readCallback(body: Uint8Array): News | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
  const parsed = bodySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { type, submissions, submissionIds } = parsed.data;
  const ids = [...submissions.map(({ submissionId }) => submissionId), ...submissionIds];
  return {
    type: type.slice(callbackPrefix.length),
    submissionIds: [...new Set(ids.map((id) => id.toLowerCase()))],
  };
}
