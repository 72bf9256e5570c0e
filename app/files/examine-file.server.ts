import type { Examination, Examined } from "./examined.ts";
import { examinePdf } from "./examine-pdf.server.ts";
import { examinePicture, pictureTypes } from "./examine-picture.server.ts";
import { isZip, isZipBomb } from "./examine-zip.server.ts";
import { allowedMediaType } from "./media-type.server.ts";

/** Looks into a file. Decodes what strangers made: call it in a worker (`file-examiner.server.ts`). */
export async function examineFile(examination: Examination): Promise<Examined> {
  const { bytes, mediaTypes, maxSize } = examination;
  const mediaType = await allowedMediaType(bytes, mediaTypes);
  if (mediaType === undefined)
    return { kind: "refused", code: "file.type", params: { types: mediaTypes.join(", ") } };
  const examined = await lookInto(examination, mediaType);
  return examined.kind === "accepted" && examined.bytes.length > maxSize
    ? { kind: "refused", code: "file.tooLarge", params: { max: maxSize } }
    : examined;
}

async function lookInto(
  { bytes, today, maxSize }: Examination,
  mediaType: string,
): Promise<Examined> {
  if (pictureTypes.includes(mediaType)) return examinePicture(bytes, mediaType);
  if (bytes.length > maxSize)
    return { kind: "refused", code: "file.tooLarge", params: { max: maxSize } };
  if (mediaType === "application/pdf") return examinePdf(bytes, today);
  if (isZip(bytes) && (await isZipBomb(bytes))) return { kind: "refused", code: "file.zipBomb" };
  return { kind: "accepted", mediaType, bytes, advice: [] };
}
