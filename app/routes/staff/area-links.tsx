import { useTranslation } from "react-i18next";

/** What else there is to look after in a municipality. */
export function AreaLinks({
  ars,
  mayChange,
}: {
  readonly ars: string;
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation(["administration", "catalogue"]);
  const areas = [
    ...(mayChange
      ? [
          ["vor-ort", t("catalogue:listings.link")] as const,
          ["behoerde", t("catalogue:authority.link")] as const,
          ["ziele", t("catalogue.destinations")] as const,
        ]
      : []),
    ["zustellungen", t("catalogue.deliveries")] as const,
    ...(mayChange
      ? [
          ["zahlung", t("catalogue.payment")] as const,
          ["mails", t("catalogue.mailTexts")] as const,
          ["barrierefreiheit", t("accessibility.link")] as const,
        ]
      : []),
    ["zahlen", t("catalogue.figures")] as const,
  ];
  return (
    <nav aria-label={t("catalogue.areas")}>
      <ul className="area-links">
        {areas.map(([area, label]) => (
          <li key={area}>
            <a className="plain-link" href={`/verwaltung/${area}?gemeinde=${ars}`}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
