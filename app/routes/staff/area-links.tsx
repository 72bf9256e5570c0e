import { useTranslation } from "react-i18next";
import type { TownArea } from "./town-areas.server.ts";

/** What else there is to look after in a municipality. */
export function AreaLinks({
  ars,
  areas,
  waiting,
}: {
  readonly ars: string;
  readonly areas: readonly TownArea[];
  /** What waits for a second person. */
  readonly waiting: number;
}) {
  const { t } = useTranslation(["administration", "catalogue"]);
  const labels: Readonly<Record<TownArea, string>> = {
    bestaetigen: t("catalogue.confirmations", { count: waiting }),
    "vor-ort": t("catalogue:listings.link"),
    behoerde: t("catalogue:authority.link"),
    ziele: t("catalogue.destinations"),
    zustellungen: t("catalogue.deliveries"),
    abholungen: t("catalogue.pickups"),
    zahlung: t("catalogue.payment"),
    mails: t("catalogue.mailTexts"),
    barrierefreiheit: t("accessibility.link"),
    datenschutz: t("catalogue.privacy"),
    aussehen: t("catalogue.look"),
    personen: t("catalogue.people"),
    protokoll: t("catalogue.log"),
    vorschlaege: t("catalogue.proposals"),
    einrichtung: t("catalogue.setup"),
    zahlen: t("catalogue.figures"),
  };
  if (areas.length === 0) return null;
  return (
    <nav aria-label={t("catalogue.areas")}>
      <ul className="area-links">
        {areas.map((area) => (
          <li key={area}>
            <a className="plain-link" href={`/verwaltung/${area}?gemeinde=${ars}`}>
              {labels[area]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
