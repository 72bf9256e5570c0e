import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type {
  CatalogueService,
  ShownCertificate,
} from "#app/administration/load-catalogue.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import { FinishForm } from "../offering/finish-form.tsx";
import { PlaceLinks, type Place } from "./place-links.tsx";

interface CatalogueViewProps {
  readonly place: Place & { readonly href: string };
  readonly places: readonly Place[];
  /** Whether the person may look into every municipality. */
  readonly everywhere: boolean;
  readonly services: readonly CatalogueService[];
  readonly mayChange: boolean;
  /** The service that has just been switched. */
  readonly changed?: CatalogueService | undefined;
}

/** All services of the portal as they stand for one municipality, with switches for its administrator. */
export function CatalogueView(props: CatalogueViewProps) {
  const { place, places, everywhere, services, mayChange, changed } = props;
  const { t } = useTranslation("administration");
  return (
    <>
      {everywhere && <BackLink href="/verwaltung">{t("municipalities.back")}</BackLink>}
      <PageHeading
        title={t("catalogue.title", { municipality: place.name })}
        lead={mayChange ? t("catalogue.lead") : t("catalogue.watching")}
      />
      {!everywhere && (
        <PlaceLinks
          places={places}
          current={place.ars}
          hrefOf={(ars) => `/verwaltung?gemeinde=${ars}`}
        />
      )}
      <AreaLinks ars={place.ars} mayChange={mayChange} />
      {changed && (
        <div className="stack catalogue__changed">
          <Changed service={changed} />
          {!changed.online && mayChange && <FinishForm ars={place.ars} service={changed.id} />}
        </div>
      )}
      {services.length === 0 ? (
        <EmptyState title={t("catalogue.empty")}>{t("catalogue.emptyHint")}</EmptyState>
      ) : (
        <Services place={place} services={services} mayChange={mayChange} />
      )}
    </>
  );
}

/** What else there is to look after in a municipality. */
function AreaLinks({ ars, mayChange }: { readonly ars: string; readonly mayChange: boolean }) {
  const { t } = useTranslation("administration");
  const areas = [
    ...(mayChange ? [["ziele", t("catalogue.destinations")] as const] : []),
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

function Changed({ service: { name, online } }: { readonly service: CatalogueService }) {
  const { t } = useTranslation("administration");
  const service = name.text;
  return (
    <Alert
      kind={online ? "success" : "info"}
      titleAs="p"
      live
      title={online ? t("catalogue.turnedOn", { service }) : t("catalogue.turnedOff", { service })}
    />
  );
}

function Services({
  place,
  services,
  mayChange,
}: Pick<CatalogueViewProps, "place" | "services" | "mayChange">) {
  const { t, i18n } = useTranslation(["administration", "window"]);
  const count = services.filter(({ online }) => online).length;
  return (
    <>
      <div className="list-head">
        <p className="list-head__count">{t("catalogue.count", { count })}</p>
      </div>
      <Table
        caption={t("catalogue.caption")}
        captionHidden
        columns={[
          { label: t("catalogue.service") },
          { label: t("catalogue.version") },
          { label: t("catalogue.state") },
          { label: t("catalogue.action") },
        ]}
        rows={services.map(({ id, version, name, online, certificate }) => ({
          key: id,
          cells: [
            <Fragment key="name">
              <strong lang={name.language === i18n.language ? undefined : name.language}>
                {name.text}
              </strong>
              {certificate && (
                <>
                  <CertificateLine certificate={certificate} />
                  <AccessibilityLine state={certificate.accessibility} />
                </>
              )}
            </Fragment>,
            version,
            <Badge key="state" kind={online ? "success" : "neutral"}>
              {online ? t("catalogue.on") : t("catalogue.off")}
            </Badge>,
            <div className="row-actions" key="action">
              {mayChange && <Switch ars={place.ars} id={id} name={name.text} online={online} />}
              {mayChange && (
                <a href={`/verwaltung/leistungen/${id}/angebot?gemeinde=${place.ars}`}>
                  {t("window:link")}
                  <span className="visually-hidden">: {name.text}</span>
                </a>
              )}
              {online && (
                <a href={`${place.href}/${id}`}>
                  {t("catalogue.view")}
                  <span className="visually-hidden">: {name.text}</span>
                </a>
              )}
            </div>,
          ],
        }))}
      />
    </>
  );
}

/** E.g. "Barrierefreiheit: 14 Seiten geprüft, keine Verstöße". */
function AccessibilityLine({ state }: { readonly state: ShownCertificate["accessibility"] }) {
  const { t, i18n } = useTranslation("administration");
  if (state.kind !== "checked")
    return (
      <div className="catalogue__certificate">{t(`catalogue.accessibility.${state.kind}`)}</div>
    );
  const { pages, barriers, checkedAt } = state;
  const day = formatDay(checkedAt.slice(0, 10), isLanguage(i18n.language) ? i18n.language : "de");
  return (
    <div className="catalogue__certificate">
      {t("catalogue.accessibility.checked", { count: pages })}
      {", "}
      {barriers === 0
        ? t("catalogue.accessibility.noBarrier")
        : t("catalogue.accessibility.barriers", { count: barriers })}{" "}
      {t("catalogue.accessibility.when", { day })}
    </div>
  );
}

/** E.g. "12 Wege geprüft, keine Sackgasse". */
function CertificateLine({ certificate }: { readonly certificate: ShownCertificate }) {
  const { t, i18n } = useTranslation("administration");
  const { paths, complete, deadEnds } = certificate;
  const many = paths.length > 12;
  const number = new Intl.NumberFormat(i18n.language, {
    ...(many && { notation: "compact", compactDisplay: "long" }),
  }).format(BigInt(paths));
  const count = Number(paths);
  return (
    <div className="catalogue__certificate">
      {complete
        ? t("catalogue.paths", { count, paths: number })
        : t("catalogue.pathsAtLeast", { count, paths: number })}
      {", "}
      {deadEnds === 0 ? t("catalogue.noDeadEnd") : t("catalogue.deadEnds", { count: deadEnds })}
    </div>
  );
}

interface SwitchProps {
  readonly ars: string;
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
}

function Switch({ ars, id, name, online }: SwitchProps) {
  const { t } = useTranslation("administration");
  return (
    <form method="post" action="/verwaltung">
      <input type="hidden" name="gemeinde" value={ars} />
      <input type="hidden" name="service" value={id} />
      <Button look="secondary" name="intent" value={online ? "turnOff" : "turnOn"} context={name}>
        {online ? t("catalogue.turnOff") : t("catalogue.turnOn")}
      </Button>
    </form>
  );
}
