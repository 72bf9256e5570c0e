import type { Readable } from "node:stream";
import type { SubmissionDocument } from "../domain/submission.ts";
import { zipStream, type BundledAttachment } from "./zip-stream.server.ts";

export type { BundledAttachment } from "./zip-stream.server.ts";

/** The submission in its formats. */
export interface BundledFormats {
  readonly pdf: Uint8Array;
  readonly json: string;
  /** Absent for services that do not come from FIM. */
  readonly xml?: string | undefined;
}

/**
 * All of a submission in one ZIP: `<reference>/antrag.pdf`, `antrag.json`, `antrag.xml`, attachments, checksums; what is withheld
 * stands in `nicht-enthalten.txt`.
 */
export function bundleZip(
  { reference, submittedAt }: Pick<SubmissionDocument, "reference" | "submittedAt">,
  { pdf, json, xml }: BundledFormats,
  attachments: readonly BundledAttachment[],
): Readable {
  return zipStream({
    folder: reference,
    time: new Date(submittedAt),
    files: [
      { name: "antrag.pdf", content: Buffer.from(pdf) },
      { name: "antrag.json", content: Buffer.from(json) },
      ...(xml === undefined ? [] : [{ name: "antrag.xml", content: Buffer.from(xml) }]),
    ],
    attachments,
  });
}
