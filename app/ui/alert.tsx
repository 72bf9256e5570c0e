import type { ReactNode } from "react";

export type AlertKind = "info" | "success" | "warning" | "danger";

interface AlertProps {
  readonly kind: AlertKind;
  readonly title: ReactNode;
  /** Level of the title in the outline of the page; `p` for none. */
  readonly titleAs?: "h2" | "h3" | "p";
  /** Whether it tells of what has just happened, and is to be read out at once. */
  readonly live?: boolean;
  readonly children?: ReactNode;
}

/** A message that stands out. Says by its words, not only by its colour, what it is. */
export function Alert({ kind, title, titleAs: Title = "h2", live = false, children }: AlertProps) {
  const role = kind === "danger" || kind === "warning" ? "alert" : "status";
  return (
    <div className={`kern-alert kern-alert--${kind} alert`} role={live ? role : undefined}>
      <div className="kern-alert__header">
        <span className={`kern-icon kern-icon--${kind}`} aria-hidden="true" />
        <Title className="alert__title">{title}</Title>
      </div>
      {children !== undefined && <div className="kern-alert__body">{children}</div>}
    </div>
  );
}
