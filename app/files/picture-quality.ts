import type { FileAdvice } from "../domain/fields/kinds.ts";

/** A picture in shades of grey, a byte a pixel, 0 black. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Shades. */
const limits = {
  /** Spread of an empty sheet, seen through a camera. */
  blankSpread: 6,
  /** Brightness below which a picture is dark, in the mean and in its bright parts. */
  darkMean: 60,
  darkBright: 110,
  /** The sharpest tiles of a sharp picture vary by much more. */
  blurred: 40,
};
const tile = 64;

/** What is doubtful about a picture. Pictures of a few pixels tell nothing. */
export function judgePicture(picture: GreyPicture): readonly FileAdvice[] {
  const { width, height, data } = picture;
  if (width < tile || height < tile) return [];
  const { mean, spread, bright } = shades(data);
  if (spread < limits.blankSpread) return [{ code: mean < limits.darkMean ? "dark" : "blank" }];
  if (mean < limits.darkMean && bright < limits.darkBright) return [{ code: "dark" }];
  return sharpness(picture) < limits.blurred ? [{ code: "blurred" }] : [];
}

function shades(data: Uint8Array): { mean: number; spread: number; bright: number } {
  const histogram = new Uint32Array(256);
  for (const shade of data) histogram[shade] = (histogram[shade] ?? 0) + 1;
  const count = data.length;
  const mean = histogram.reduce((sum, many, shade) => sum + many * shade, 0) / count;
  const variance =
    histogram.reduce((sum, many, shade) => sum + many * (shade - mean) ** 2, 0) / count;
  let left = count * 0.05;
  let bright = 255;
  while (bright > 0 && (left -= histogram[bright] ?? 0) > 0) bright -= 1;
  return { mean, spread: Math.sqrt(variance), bright };
}

/**
 * Variance of the Laplacian in the sharpest tenth of the tiles: a letter in the middle of a white sheet is sharp although
 * most of the sheet has no edges.
 */
function sharpness({ width, height, data }: GreyPicture): number {
  const tiles: number[] = [];
  for (let top = 0; top + tile <= height; top += tile) {
    for (let left = 0; left + tile <= width; left += tile)
      tiles.push(laplacianVariance(data, width, left, top));
  }
  tiles.sort((one, other) => other - one);
  return tiles[Math.floor(tiles.length / 10)] ?? 0;
}

function laplacianVariance(data: Uint8Array, width: number, left: number, top: number): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  const at = (index: number) => data[index] ?? 0;
  for (let y = top + 1; y < top + tile - 1; y += 1) {
    for (let x = left + 1; x < left + tile - 1; x += 1) {
      const here = y * width + x;
      const value =
        4 * at(here) - at(here - 1) - at(here + 1) - at(here - width) - at(here + width);
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  return squares / count - (sum / count) ** 2;
}
