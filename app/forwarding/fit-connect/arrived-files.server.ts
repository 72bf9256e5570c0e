import { createHash } from "node:crypto";
import { safeFileName } from "../../documents/safe-file-name.ts";
import type { Attachment } from "../../domain/submission.ts";
import { pickedUpTextsOf } from "../../i18n/texts.server.ts";
import { randomId } from "../../platform/crypto.server.ts";
import type { Opened, OpenedFile } from "./open-submission.server.ts";
import { mediaTypes } from "./wire.server.ts";

/** All files of what was picked up, the original data last. */
export function namedFiles(opened: Opened): readonly NamedFile[] {
  return [...opened.files.map(named), original(opened)];
}

/** Where files of a pick-up stand that answer no question of a form by themselves. */
const filePath = "fit-connect";

/** A file under a name that it can have anywhere. */
export type NamedFile = Pick<OpenedFile, "mimeType" | "bytes"> & { readonly name: string };

function named({ filename, mimeType, bytes, attachmentId }: OpenedFile): NamedFile {
  return { name: safeFileName(filename ?? attachmentId), mimeType, bytes };
}

/** The data as they came: staff may have to show what was sent. */
function original({ data, schema }: Opened): NamedFile {
  const extension = schema.mimeType === mediaTypes.xml ? "xml" : "json";
  const name = safeFileName(`${pickedUpTextsOf("de").file}.${extension}`);
  return { name, mimeType: schema.mimeType, bytes: data };
}

/** The same as a document lists it. */
export function toAttachment({ name, mimeType, bytes }: NamedFile): Attachment {
  return {
    id: randomId(),
    path: filePath,
    name,
    size: bytes.length,
    mediaType: mimeType,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}
