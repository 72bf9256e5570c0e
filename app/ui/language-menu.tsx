import { useEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon.tsx";

export interface LanguageLink {
  readonly language: string;
  /** The language by its own name. */
  readonly name: string;
  readonly href: string;
}

/** So many languages stand side by side; more of them behind a disclosure. */
const mostInLine = 2;

/** The languages of a page, each by its own name: links, so that they work without scripts. */
export function LanguageMenu({ languages }: { readonly languages: readonly LanguageLink[] }) {
  const { t, i18n } = useTranslation("portal");
  const now = languages.find(({ language }) => language === i18n.language);
  const menu = useRef<HTMLDetailsElement>(null);
  useEscape(menu);
  const list = <LanguageList languages={languages} current={i18n.language} />;
  return (
    <nav className="languages" aria-label={t("shell.language")}>
      {languages.length <= mostInLine ? (
        list
      ) : (
        <details className="languages__menu" ref={menu}>
          <summary>
            <Icon name="globe" />
            <span className="visually-hidden">{t("shell.language")}: </span>
            <span lang={now?.language}>{now?.name}</span>
            <Icon name="chevron-down" />
          </summary>
          {list}
        </details>
      )}
    </nav>
  );
}

function LanguageList({
  languages,
  current,
}: {
  readonly languages: readonly LanguageLink[];
  readonly current: string;
}) {
  return (
    <ul className="languages__list">
      {languages.map(({ language, name, href }) => (
        <li key={language}>
          <a
            className="languages__link"
            href={href}
            lang={language}
            hrefLang={language}
            aria-current={language === current ? "true" : undefined}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** With scripts, the Escape key closes the menu and goes back to what opened it. */
function useEscape(menu: RefObject<HTMLDetailsElement>): void {
  useEffect(() => {
    const details = menu.current;
    const close = ({ key }: KeyboardEvent): void => {
      if (key !== "Escape" || details?.open !== true) return;
      details.open = false;
      details.querySelector("summary")?.focus();
    };
    details?.addEventListener("keydown", close);
    return () => details?.removeEventListener("keydown", close);
  }, [menu]);
}
