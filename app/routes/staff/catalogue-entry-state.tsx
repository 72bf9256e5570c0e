import { useTranslation } from "react-i18next";
import type { CatalogueService } from "#app/administration/catalogue-service.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { entryHref } from "./catalogue-query.ts";
import { CatalogueSwitch } from "./catalogue-switch.tsx";

interface EntryStateProps {
  readonly place: { readonly ars: string; readonly name: string; readonly href: string };
  readonly service: CatalogueService;
  readonly mayChange: boolean;
  /** It is to go online, or for real, once somebody confirms it. */
  readonly isWished: boolean;
}

/** Whether the municipality offers the service, and the switch. */
export function EntryState({ place, service, mayChange, isWished }: EntryStateProps) {
  const { id, name, online } = service;
  const { t } = useTranslation(["administration", "catalogue"]);
  return (
    <Card title={t("catalogue:entry.state", { municipality: place.name })} look="accent">
      <div className="stack">
        <p>
          <Badge kind={online ? "success" : "neutral"}>
            {online ? t("catalogue.on") : t("catalogue.off")}
          </Badge>{" "}
          {isWished && <Badge kind="warning">{t("catalogue.waits")}</Badge>}
        </p>
        <div className="row-actions">
          {mayChange && (online || !isWished) && (
            <CatalogueSwitch
              action={entryHref(id, place.ars)}
              ars={place.ars}
              id={id}
              name={name.text}
              online={online}
            />
          )}
          <a className="plain-link" href={`/verwaltung/leistungen/${id}?gemeinde=${place.ars}`}>
            {t("catalogue:entry.adjust")}
          </a>
          {online && (
            <a className="plain-link" href={`${place.href}/${id}`}>
              {t("catalogue:entry.see")}
            </a>
          )}
        </div>
      </div>
    </Card>
  );
}
