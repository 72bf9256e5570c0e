import { useTranslation } from "react-i18next";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

const pages = [
  "",
  "teile/angaben",
  "regeln",
  "befunde",
  "dateien",
  "unterschiede",
  "freigabe",
] as const;
export type WorkpieceTab = (typeof pages)[number];

interface WorkpieceHeadProps {
  readonly about: {
    readonly serviceId: string;
    readonly name: { readonly text: string; readonly language: string };
  };
  readonly tab: WorkpieceTab;
  readonly title: string;
  readonly lead?: string;
}

const words: Readonly<Record<WorkpieceTab, string>> = {
  "": "overview",
  "teile/angaben": "parts",
  regeln: "rules",
  befunde: "findings",
  dateien: "files",
  unterschiede: "difference",
  freigabe: "publication",
};

/** Title of a page of a workpiece and the way to its others. */
export function WorkpieceHead({ about, tab, title, lead }: WorkpieceHeadProps) {
  const { t, i18n } = useTranslation("authoring");
  const { serviceId, name } = about;
  const base = `/verwaltung/betrieb/leistungen/${serviceId}/arbeitsfassung`;
  return (
    <>
      <BackLink href="/verwaltung/betrieb/leistungen">{t("back")}</BackLink>
      <PageHeading
        above={
          <span lang={name.language === i18n.language ? undefined : name.language}>
            {name.text}
          </span>
        }
        title={title}
        lead={lead}
      />
      <nav aria-label={t("nav.label")}>
        <ul className="area-links">
          {pages.map((page) => (
            <li key={page}>
              <a
                className="plain-link"
                href={page === "" ? base : `${base}/${page}`}
                aria-current={page === tab ? "page" : undefined}
              >
                {t(`nav.${words[page]}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
