import type { ReactNode } from "react";

interface ProgressProps {
  /** In words, e.g. "Schritt 3 von 7". */
  readonly text: ReactNode;
  readonly value: number;
  readonly max: number;
}

/** How far someone has come. The words say it all; the bar only shows it. */
export function Progress({ text, value, max }: ProgressProps) {
  return (
    <div className="kern-progress progress">
      <p className="progress__text">{text}</p>
      <progress value={value} max={max} aria-hidden="true" />
    </div>
  );
}
