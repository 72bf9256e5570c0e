import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: ReactNode;
  readonly titleAs?: "h2" | "h3";
  /** What to do now. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Stands where a list would be if there were anything to list. */
export function EmptyState({ title, titleAs: Title = "h2", children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Title className="empty-state__title">{title}</Title>
      {children !== undefined && <p className="empty-state__text">{children}</p>}
      {action !== undefined && <div className="empty-state__action">{action}</div>}
    </div>
  );
}
