import { page } from "./pdf-rows.server.ts";
import type { PdfType } from "./pdf-type.server.ts";
import { styles } from "./summary-rows.server.ts";

/** What stands at head and foot of pages. */
interface Margins {
  /** At the top of all pages but the first. */
  readonly head: string;
  /** At the bottom left. */
  readonly foot?: string;
  readonly pageOf: (page: number, count: number) => string;
}

/** Draws head and foot of every page once all of them are there; read aloud by nobody. */
export function drawMargins(
  pdf: PDFKit.PDFDocument,
  type: PdfType,
  { head, foot = "", pageOf }: Margins,
): void {
  const { count } = pdf.bufferedPageRange();
  const right = page.width - page.right;
  const top = fitted(type, head, right - page.left);
  const bottom = page.height - 40;
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(index);
    pdf.markContent("Artifact", { type: "Pagination" });
    if (index > 0) type.draw(top, page.left, page.top - 36, styles.margin);
    const number = pageOf(index + 1, count);
    const width = type.widthOf(number, styles.margin);
    if (foot !== "") {
      const left = fitted(type, foot, right - page.left - width - 20);
      type.draw(left, page.left, bottom, styles.margin);
    }
    type.draw(number, right - width, bottom, styles.margin);
    pdf.endMarkedContent();
  }
}

/** What fits of a text into a width; the whole of it stands in the document itself. */
function fitted(type: PdfType, text: string, width: number): string {
  const whole = [...type.prepare(text.replace(/\s+/g, " "), styles.margin.weight)];
  if (type.widthOf(whole.join(""), styles.margin) <= width) return whole.join("");
  while (whole.length > 0 && type.widthOf(`${whole.join("")} …`, styles.margin) > width) {
    whole.splice(Math.floor(whole.length * 0.95));
  }
  return `${whole.join("").trimEnd()} …`;
}
