import { useTranslation } from "react-i18next";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import type { OpeningView } from "../citizen/opening-view.ts";

/** An offering among the addresses of this area. */
export interface OfferingPlace {
  readonly ars: string;
  readonly service: string;
  /** Of the municipality. */
  readonly href: string;
}

interface WindowStateProps {
  readonly state: OpeningView;
  readonly testMode: boolean;
  /** Applications since it opened. */
  readonly filed: number;
  readonly place: OfferingPlace;
}

const badges: Readonly<Record<OpeningView["kind"], BadgeKind>> = {
  off: "neutral",
  planned: "info",
  open: "success",
  rests: "warning",
  closed: "neutral",
  full: "warning",
};

/** How the offering stands now, and where to go from here. */
export function WindowState({ state, testMode, filed, place }: WindowStateProps) {
  const { t } = useTranslation("window");
  const { ars, service, href } = place;
  return (
    <section className="prose">
      <h2>{t("now")}</h2>
      <p>
        <Badge kind={badges[state.kind]}>{t(`state.${state.kind}`)}</Badge>{" "}
        {testMode && <Badge kind="warning">{t("testMode")}</Badge>}
      </p>
      <p>{t("filed", { count: filed })}</p>
      {state.kind !== "open" && state.mayFile && <p>{t("finishing", { until: state.until })}</p>}
      <p className="actions">
        {state.kind !== "off" && (
          <a className="plain-link" href={`${href}/${service}`}>
            {t("view")}
          </a>
        )}
        <a
          className="plain-link"
          href={`/verwaltung/leistungen/${service}/vorschau?gemeinde=${ars}`}
        >
          {t("previews")}
        </a>
      </p>
    </section>
  );
}
