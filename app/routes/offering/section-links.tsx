import { useTranslation } from "react-i18next";

interface SectionLinksProps {
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly href: string;
    readonly current: boolean;
  }[];
}

/** The parts of the form. */
export function SectionLinks({ sections }: SectionLinksProps) {
  const { t } = useTranslation("offering");
  return (
    <nav aria-label={t("settings.sections")}>
      <ul className="area-links">
        {sections.map(({ id, title, href, current }) => (
          <li key={id}>
            <a className="plain-link" href={href} aria-current={current ? "page" : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
