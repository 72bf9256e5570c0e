import type { ReactNode } from "react";

interface ActionButtonProps {
  /** What the press asks for: the value of the control `intent`. */
  readonly intent: string;
  readonly look?: "primary" | "secondary" | "tertiary";
  readonly children: ReactNode;
  readonly busy?: boolean;
  /** Id of what it acts upon, where its words alone do not tell. */
  readonly id?: string;
}

/** A submit button that says what it is for. */
export function ActionButton({
  intent,
  look = "secondary",
  busy,
  id,
  children,
}: ActionButtonProps) {
  return (
    <button
      className={`kern-btn kern-btn--${look}`}
      type="submit"
      name="intent"
      value={intent}
      id={id}
      aria-disabled={busy === true || undefined}
    >
      <span className="kern-label">{children}</span>
    </button>
  );
}
