import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** One page back, by address: works in every tab and without scripts. */
export function BackLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ReactNode;
}) {
  return (
    <a className="back-link" href={href}>
      <Icon name="arrow-back" />
      {children}
    </a>
  );
}
