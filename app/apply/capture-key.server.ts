import * as z from "zod";
import type { CapturePhotoRow, CaptureRow } from "#db/queries/captures.ts";
import { deriveKey, open, randomId, seal, sha256 } from "../platform/crypto.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import type { ReceivedFile } from "./receive-file.server.ts";

/*
 * The phone's link is a secret of its own. From it follows the key with which everything is sealed that the phone sends; the
 * draft keeps the link, sealed with its own key. So phone and draft can both read the photos, the phone nothing of the draft, and
 * the database nothing at all. See docs/decisions/2026-11-27-phone-as-scanner.md.
 */

/** Where photos of a capture lie in storage. */
export function photosFolder(id: string): string {
  return `fotos/${id}`;
}

/** 32 random bytes, base64url. */
export function newToken(): string {
  return randomId(32);
}

/** What the database knows of a link. */
export function hashOf(token: string): string {
  return sha256(`capture ${token}`);
}

export function keyOf(token: string): Buffer {
  return deriveKey(Buffer.from(token, "base64url"), "capture");
}

export function sealToken({ key }: DraftTicket, id: string, token: string): Buffer {
  return seal(key, token, `capture:${id}`);
}

/** Throws `DecryptionError` where the draft is another one. */
export function openToken({ key }: DraftTicket, { id, sealed }: Pick<CaptureRow, "id" | "sealed">) {
  return open(key, sealed, `capture:${id}`).toString();
}

const contentSchema = z.object({
  storageKey: z.string(),
  fileKey: z.string(),
  mediaType: z.string(),
});

export function sealPhoto(token: string, id: string, content: z.infer<typeof contentSchema>) {
  return seal(keyOf(token), JSON.stringify(contentSchema.parse(content)), `photo:${id}`);
}

export function openPhoto(token: string, { id, sealed }: Pick<CapturePhotoRow, "id" | "sealed">) {
  return contentSchema.parse(JSON.parse(open(keyOf(token), sealed, `photo:${id}`).toString()));
}

export function sealResult(token: string, id: string, document: ReceivedFile): Buffer {
  return seal(keyOf(token), JSON.stringify(document), `result:${id}`);
}

/** Undefined while the phone is not done. */
export function openResult(
  token: string,
  { id, result }: Pick<CaptureRow, "id" | "result">,
): ReceivedFile | undefined {
  // We sealed it ourselves, and nobody else could have.
  return result
    ? (JSON.parse(open(keyOf(token), result, `result:${id}`).toString()) as ReceivedFile)
    : undefined;
}
