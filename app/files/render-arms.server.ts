import sharp from "sharp";

/** Bytes of the picture as it is uploaded. */
export const largestArms = 200_000;
/** Pixels; shown as high as the small one, twice as fine with the large one. */
const heights = { small: 48, large: 96 };
const seconds = 5;

export interface RenderedArms {
  /** WebP. */
  readonly small: Buffer;
  readonly large: Buffer;
  /** Of the small one, in pixels. */
  readonly width: number;
}

export type ArmsOutcome =
  | { readonly kind: "rendered"; readonly arms: RenderedArms }
  | { readonly kind: "refused"; readonly code: "tooLarge" | "wrongType" | "unreadable" };

/**
 * Draws a coat of arms (SVG or PNG) in the two sizes that pages show. What browsers get are pixels: nothing that an SVG could carry, a
 * script or a link to elsewhere, is left.
 */
export async function renderArms(bytes: Buffer): Promise<ArmsOutcome> {
  if (bytes.length > largestArms) return { kind: "refused", code: "tooLarge" };
  const options = { limitInputPixels: 40_000_000, failOn: "error", pages: 1 } as const;
  try {
    const { format } = await sharp(bytes, options).metadata();
    if (format !== "svg" && format !== "png") return { kind: "refused", code: "wrongType" };
    const draw = async (height: number) =>
      sharp(bytes, options)
        .timeout({ seconds })
        .resize({ height, width: height * 3, fit: "inside" })
        .webp({ quality: 90, effort: 6 })
        .toBuffer({ resolveWithObject: true });
    const [small, large] = [await draw(heights.small), await draw(heights.large)];
    const arms = { small: small.data, large: large.data, width: small.info.width };
    return { kind: "rendered", arms };
  } catch {
    // sharp says in many ways that it cannot read something, and none of them tells people more.
    return { kind: "refused", code: "unreadable" };
  }
}
