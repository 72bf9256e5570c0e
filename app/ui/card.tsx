import type { ReactNode } from "react";

interface CardProps {
  readonly title?: ReactNode;
  readonly titleAs?: "h2" | "h3";
  readonly look?: "plain" | "muted" | "accent";
  readonly children: ReactNode;
}

/** Something that belongs together, with a line around it. */
export function Card({ title, titleAs: Title = "h2", look = "plain", children }: CardProps) {
  return (
    <section className={look === "plain" ? "card" : `card card--${look}`}>
      {title !== undefined && <Title className="card__title">{title}</Title>}
      {children}
    </section>
  );
}
