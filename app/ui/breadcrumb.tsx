import type { ReactNode } from "react";
import { useTexts } from "./use-texts.tsx";

interface BreadcrumbProps {
  /** From the start page down; the last one is this page and needs no address. */
  readonly items: readonly {
    readonly label: ReactNode;
    readonly href?: string;
    /** Language of the label where it differs from that of the page. */
    readonly lang?: string | undefined;
  }[];
}

/** Where in the portal a page is. */
export function Breadcrumb({ items }: BreadcrumbProps) {
  const { plain } = useTexts("portal");
  return (
    <nav className="breadcrumb" aria-label={plain("shell.breadcrumb")}>
      <ol>
        {items.map(({ label, href, lang }) => (
          <li key={href ?? "this page"}>
            {href === undefined ? (
              <span aria-current="page" lang={lang}>
                {label}
              </span>
            ) : (
              <a href={href} lang={lang}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
