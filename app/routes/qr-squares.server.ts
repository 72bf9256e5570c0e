import { create } from "qrcode";
import type { QrSquares } from "#app/ui/qr-code.tsx";

/** The QR code of a text, row by row; error correction level M. */
export function qrSquares(text: string): QrSquares {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const dark = [...data].flatMap((bit, index) =>
    bit === 0 ? [] : [`M${String(index % size)} ${String(Math.floor(index / size))}h1v1h-1z`],
  );
  return { size, path: dark.join("") };
}
