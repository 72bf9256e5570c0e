import * as z from "zod";
import type { UploadRow } from "#db/queries/uploads.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { open, seal } from "../platform/crypto.server.ts";
import type { DraftTicket } from "./draft.server.ts";

/** What nobody but the holder of the draft can read of a file on its way. */
export interface UploadContent {
  readonly name: string;
  /** In their order. */
  readonly pieces: readonly { readonly storageKey: string; readonly fileKey: string }[];
}

const contentSchema = z.object({
  name: z.string(),
  pieces: z.array(z.object({ storageKey: z.string(), fileKey: z.string() })),
});

/** Where the pieces of an upload lie in storage. */
export function piecesFolder(id: string): string {
  return `teile/${id}`;
}

export function sealUpload({ key }: DraftTicket, id: string, content: UploadContent): Buffer {
  return seal(key, JSON.stringify(content), `upload:${id}`);
}

/** Throws `DecryptionError` where the draft is another one. */
export function openUpload(
  { key }: DraftTicket,
  { id, sealed }: Pick<UploadRow, "id" | "sealed">,
): UploadContent {
  return contentSchema.parse(JSON.parse(open(key, sealed, `upload:${id}`).toString()));
}

/** The plain content of all pieces. */
export async function readPieces(
  { storage }: Portal,
  { pieces }: UploadContent,
  size: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    for await (const part of storage.get(piece)) {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return bytes;
}
