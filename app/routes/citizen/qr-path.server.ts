import { create } from "qrcode";

/** A QR code as the path of one shape; `size` modules wide and high. */
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (modules.get(row, column) === 1) path += `M${String(column)} ${String(row)}h1v1h-1z`;
  return { size, path };
}
