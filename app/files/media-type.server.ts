import { fileTypeFromBuffer } from "file-type";

/** Names that schemas use beside the registered one. */
const sameAs: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/tif": "image/tiff",
  "image/x-ms-bmp": "image/bmp",
  "text/xml": "application/xml",
  "application/x-pdf": "application/pdf",
  "application/x-zip-compressed": "application/zip",
};
/** What is text by content and differs in name alone. */
const texts = ["text/plain", "text/csv", "application/xml", "image/svg+xml", "application/json"];

/**
 * The type of a file by its content: name and declared type are whatever the sender says. Undefined where the field does
 * not take it.
 */
export async function allowedMediaType(
  bytes: Uint8Array,
  allowed: readonly string[],
): Promise<string | undefined> {
  const wanted = allowed.map((type) => sameAs[type] ?? type);
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  const type = found === undefined ? undefined : (sameAs[found] ?? found);
  if (type !== undefined) return wanted.includes(type) ? type : undefined;
  return isText(bytes) ? texts.find((text) => wanted.includes(text)) : undefined;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
