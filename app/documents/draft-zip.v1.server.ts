import type { Readable } from "node:stream";
import type { DraftDocument } from "./draft-document.v1.ts";
import { draftPage, type DraftPageTexts, type LabelledValues } from "./draft-page.v1.ts";
import { zipStream, type BundledAttachment } from "./zip-stream.server.ts";

/** All of a draft in one ZIP: `angaben.html` to be read, `angaben.json`, files, checksums. `typed`: what was not sent yet. */
export function draftZip(
  document: DraftDocument,
  typed: readonly LabelledValues[],
  texts: DraftPageTexts,
  attachments: readonly BundledAttachment[],
): Readable {
  const json = `${JSON.stringify(document, null, 2)}\n`;
  return zipStream({
    folder: document.service.id,
    time: new Date(document.changedAt),
    files: [
      { name: "angaben.html", content: Buffer.from(draftPage(document, typed, texts)) },
      { name: "angaben.json", content: Buffer.from(json) },
    ],
    attachments,
  });
}
