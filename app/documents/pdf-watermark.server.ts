import { page } from "./pdf-rows.server.ts";
import type { PdfStyle, PdfType } from "./pdf-type.server.ts";

/** Large, and pale enough for what stands below it to be read. */
const style: PdfStyle = { weight: "strong", size: 120, leading: 120, color: "#b3261e" };
const opacity = 0.12;

/** A word across each page; read aloud by nobody, for the text itself says it too. */
export function drawWatermark(pdf: PDFKit.PDFDocument, type: PdfType, word: string): void {
  const text = type.prepare(word, style.weight);
  const width = type.widthOf(text, style);
  const [x, y] = [page.width / 2, page.height / 2];
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(index);
    pdf.markContent("Artifact", { type: "Page" });
    pdf.save();
    pdf.rotate(-50, { origin: [x, y] });
    pdf.fillOpacity(opacity);
    type.draw(text, x - width / 2, y + style.size / 3, style);
    pdf.restore();
    pdf.endMarkedContent();
  }
}
