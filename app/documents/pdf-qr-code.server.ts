import { create } from "qrcode";

/** Points: 3 cm, which every phone reads from paper. */
export const qrSide = 86;

/** Draws a QR code as one filled shape, its top left corner at `x`, `y`. */
export function drawQrCode(pdf: PDFKit.PDFDocument, text: string, x: number, y: number): void {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const side = qrSide / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 1) pdf.rect(x + column * side, y + row * side, side, side);
    }
  }
  pdf.fill("#000000");
}
