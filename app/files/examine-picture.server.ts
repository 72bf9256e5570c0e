import sharp, { type Metadata, type Sharp } from "sharp";
import { maxPixels } from "../domain/file-limits.ts";
import type { Examined } from "./examined.ts";
import { judgePicture } from "./picture-quality.ts";

/** Pixels of the long side: A4 at 260 dpi, so that small print stays legible. */
const longSide = 3000;
/** Pixels of the long side of what is judged. */
const judgedSide = 1200;

/** The pictures that are decoded; others stay as they are. */
export const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/gif"];

/**
 * Turns a picture the right way up, makes it smaller and leaves out everything that is not picture: where and when it was
 * taken, with which device, thumbnails. Its size is read from the header before anything is decoded.
 */
export async function examinePicture(bytes: Uint8Array, mediaType: string): Promise<Examined> {
  let header: Metadata;
  try {
    header = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return { kind: "refused", code: "file.damaged" };
  }
  const pages = header.pages ?? 1;
  if (header.width * header.height * (header.pageHeight === undefined ? pages : 1) > maxPixels)
    return { kind: "refused", code: "file.tooManyPixels", params: { max: maxPixels / 1_000_000 } };
  try {
    const kept = await rewrite(bytes, mediaType, pages);
    const advice = judgePicture(await greyOf(kept));
    return { kind: "accepted", mediaType, bytes: kept, pages, advice };
  } catch {
    return { kind: "refused", code: "file.damaged" };
  }
}

async function rewrite(bytes: Uint8Array, mediaType: string, pages: number): Promise<Uint8Array> {
  // Pages that stand below one another can be neither turned nor scaled as one.
  const source = sharp(bytes, {
    limitInputPixels: maxPixels,
    failOn: "error",
    pages: pages > 1 ? -1 : 1,
  });
  const upright =
    pages > 1
      ? source
      : source
          .autoOrient()
          .resize({ width: longSide, height: longSide, fit: "inside", withoutEnlargement: true });
  return new Uint8Array(await written(upright, mediaType).toBuffer());
}

function written(picture: Sharp, mediaType: string): Sharp {
  switch (mediaType) {
    case "image/jpeg":
      return picture.jpeg({ quality: 88, chromaSubsampling: "4:4:4" });
    case "image/png":
      return picture.png();
    case "image/webp":
      return picture.webp({ quality: 88 });
    case "image/tiff":
      return picture.tiff({ compression: "lzw" });
    default:
      return picture.gif();
  }
}

async function greyOf(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels })
    .resize({ width: judgedSide, height: judgedSide, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
