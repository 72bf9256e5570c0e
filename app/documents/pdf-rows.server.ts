import type { PdfStyle } from "./pdf-type.server.ts";

/** A4 in points, with room for punching on the left. */
export const page = { width: 595.28, left: 68, right: 56, top: 92, bottom: 76, height: 841.89 };
export const contentWidth = page.width - page.left - page.right;
export const floorY = page.height - page.bottom;

export const labelWidth = 148;
export const valueLeft = page.left + labelWidth + 20;
export const valueWidth = page.width - page.right - valueLeft;
/** Space above and below the text of a row. */
export const rowPadding = 5;
/** A row that is lower than this stays whole. */
const wholeRow = (floorY - page.top) / 3;
/** Lines that stay together where a taller row is cut, so that a label never stands alone. */
const togetherLines = 3;

/** A line as it is set. */
export interface Line {
  readonly text: string;
  readonly style: PdfStyle;
  /** Which paragraph of its cell it belongs to. */
  readonly paragraph: number;
}
/** A stretch of text in a row. */
export interface PdfText {
  readonly text: string;
  readonly style: PdfStyle;
}
export interface PdfRow {
  readonly label: PdfText;
  readonly values: readonly PdfText[];
}
export interface SetRow {
  readonly label: readonly Line[];
  readonly values: readonly Line[];
}

export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { style }) => sum + style.leading, 0);
}

/** What of a row must stand on one page: all of it, or the beginning of a tall one. */
export function togetherHeight({ label, values }: SetRow): number {
  const whole = Math.max(heightOf(label), heightOf(values)) + 2 * rowPadding;
  if (whole <= wholeRow) return whole;
  const start = [label, values].map((lines) => heightOf(lines.slice(0, togetherLines)));
  return Math.max(...start) + 2 * rowPadding;
}

/** The lines that fit into a height, and the others. */
export function cutLines(
  lines: readonly Line[],
  height: number,
): [readonly Line[], readonly Line[]] {
  let used = 0;
  const end = lines.findIndex(({ style }) => (used += style.leading) > height);
  return end === -1 ? [lines, []] : [lines.slice(0, end), lines.slice(end)];
}

/** Neighbouring lines of one paragraph. */
export function groupLines(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.paragraph === line.paragraph) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

export function baselineOf({ size, leading }: PdfStyle): number {
  return (leading - size) / 2 + size * 0.82;
}
