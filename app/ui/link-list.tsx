import type { ReactNode } from "react";

export interface ListedLink {
  readonly href: string;
  readonly title: string;
  readonly secondary?: ReactNode;
  readonly meta?: ReactNode;
  /** Language of the title where it differs from that of the page. */
  readonly lang?: string | undefined;
}

/** Places to go to, with a line about each: services, municipalities. */
export function LinkList({ items }: { readonly items: readonly ListedLink[] }) {
  return (
    <ul className="link-list">
      {items.map(({ href, title, secondary, meta, lang }) => (
        <li className="link-list__item" key={href}>
          <div className="link-list__text">
            <a className="link-list__link" href={href} lang={lang}>
              {title}
            </a>
            {secondary !== undefined && <p className="link-list__secondary">{secondary}</p>}
            {meta !== undefined && <p className="link-list__meta">{meta}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
