/** The dark squares of a QR code as one path, on a field of `size` × `size`. */
export interface QrSquares {
  readonly size: number;
  readonly path: string;
}

/** A QR code, drawn in the page itself. `label` says what it leads to; the address stands beside it in words. */
export function QrCode({
  squares,
  label,
}: {
  readonly squares: QrSquares;
  readonly label: string;
}) {
  const { size, path } = squares;
  // Four squares of quiet around it (ISO/IEC 18004).
  const whole = size + 8;
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${String(whole)} ${String(whole)}`}
      shapeRendering="crispEdges"
    >
      <path d={`M-4 -4h${String(whole)}v${String(whole)}h-${String(whole)}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
