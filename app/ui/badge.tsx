import type { ReactNode } from "react";

export type BadgeKind = "neutral" | "info" | "success" | "warning" | "danger";

/** A state in a word. */
export function Badge({
  kind = "neutral",
  children,
}: {
  readonly kind?: BadgeKind;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={`kern-badge badge ${kind === "neutral" ? "badge--neutral" : `kern-badge--${kind}`}`}
    >
      <span className="kern-label">{children}</span>
    </span>
  );
}
