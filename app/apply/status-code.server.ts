import { createHmac } from "node:crypto";
import { makeStatusCode } from "../domain/status-code.ts";
import { deriveKey } from "../platform/crypto.server.ts";
import type { DraftTicket } from "./draft.server.ts";

/**
 * The code with which an applicant asks for the status. It comes out of the key that only the applicant's browser holds: that
 * browser can show it again, the portal cannot.
 */
export function statusCodeOf({ id, key }: DraftTicket): string {
  return makeStatusCode(deriveKey(key, `status-code:${id}`));
}

/** What is stored of a code: nothing by which it could be found out from the database alone. */
export function hashStatusCode(masterKey: Buffer, reference: string, code: string): Buffer {
  return createHmac("sha256", deriveKey(masterKey, "status-code"))
    .update(`${reference} ${code}`)
    .digest();
}
