import { create } from "qrcode";

/** A QR code as the path of an SVG whose unit is one module; `size` in modules, with the quiet zone around it. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** Modules of white that readers need around the code. */
const quiet = 4;

export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(y, x)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
  return { size: modules.size + 2 * quiet, path };
}
