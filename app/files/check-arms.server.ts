import sharp from "sharp";
import type { RenderedArms } from "./render-arms.server.ts";

/** Pixels: as high as `renderArms` draws them, or less where they are very wide. */
const most = { small: { height: 48, width: 144 }, large: { height: 96, width: 288 } };

/** Whether two pictures are a coat of arms as `renderArms` draws it, whole and of the right size. Undefined where not. */
export async function checkArms(small: Buffer, large: Buffer): Promise<RenderedArms | undefined> {
  const width = await widthOf(small, most.small);
  if (width === undefined || (await widthOf(large, most.large)) === undefined) return undefined;
  return { small, large, width };
}

async function widthOf(
  bytes: Buffer,
  bounds: { readonly height: number; readonly width: number },
): Promise<number | undefined> {
  const options = { limitInputPixels: 100_000, failOn: "error", pages: 1 } as const;
  try {
    const { format, width, height } = await sharp(bytes, options).metadata();
    const isDrawn = format === "webp" && width <= bounds.width && height <= bounds.height;
    // Every pixel of it, not only what its head promises.
    if (isDrawn) await sharp(bytes, options).stats();
    return isDrawn ? width : undefined;
  } catch {
    // sharp says in many ways that it cannot read something.
    return undefined;
  }
}
