import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogueService } from "#app/administration/catalogue-service.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { entryHref } from "./catalogue-query.ts";
import { CatalogueSwitch } from "./catalogue-switch.tsx";
import { CertificateLines } from "./certificate-lines.tsx";
import type { Place } from "./place-links.tsx";

interface CatalogueTableProps {
  /** Undefined: no municipality in particular. */
  readonly place: (Place & { readonly href: string }) | undefined;
  readonly services: readonly CatalogueService[];
  readonly mayChange: boolean;
  /** Ids of the services that are to go online once somebody confirms it. */
  readonly wished: readonly string[];
  /** Address of this part of the catalogue, which answers the switches. */
  readonly here: string;
}

/** Services of the portal line by line. */
export function CatalogueTable(props: CatalogueTableProps) {
  const { place, services } = props;
  const { t } = useTranslation(["administration", "catalogue"]);
  return (
    <Table
      caption={t("catalogue.caption")}
      captionHidden
      columns={[
        { label: t("catalogue.service") },
        { label: t("catalogue.version") },
        { label: t("catalogue:entry.users") },
        ...(place ? [{ label: t("catalogue.state") }, { label: t("catalogue.action") }] : []),
      ]}
      rows={services.map((service) => ({
        key: service.id,
        cells: [
          <ServiceCell key="name" service={service} ars={place?.ars} />,
          service.version,
          t("catalogue:entry.usersCount", { count: service.users }),
          ...(place ? placeCells({ ...props, place, service, t }) : []),
        ],
      }))}
    />
  );
}

interface PlaceCells extends Pick<CatalogueTableProps, "mayChange" | "wished" | "here"> {
  readonly place: NonNullable<CatalogueTableProps["place"]>;
  readonly service: CatalogueService;
  readonly t: ReturnType<typeof useTranslation>["t"];
}

function placeCells({ place, service, mayChange, wished, here, t }: PlaceCells) {
  const { id, name, online } = service;
  const isWished = !online && wished.includes(id);
  return [
    <Badge key="state" kind={online ? "success" : isWished ? "warning" : "neutral"}>
      {t(online ? "catalogue.on" : isWished ? "catalogue.waits" : "catalogue.off")}
    </Badge>,
    <div className="row-actions" key="action">
      {mayChange && !isWished && (
        <CatalogueSwitch action={here} ars={place.ars} id={id} name={name.text} online={online} />
      )}
      {online && (
        <a href={`${place.href}/${id}`}>
          {t("catalogue.view")}
          <span className="visually-hidden">: {name.text}</span>
        </a>
      )}
    </div>,
  ];
}

function ServiceCell({
  service: { id, name, keys, certificate },
  ars,
}: {
  readonly service: CatalogueService;
  readonly ars: string | undefined;
}) {
  const { i18n } = useTranslation("catalogue");
  const lines = [...new Set(keys.map(({ key, name: act }) => [key, act ?? ""].join(" ").trim()))];
  return (
    <Fragment>
      <a
        className="catalogue__name"
        href={entryHref(id, ars)}
        lang={name.language === i18n.language ? undefined : name.language}
      >
        {name.text}
      </a>
      {lines.map((line) => (
        <div className="catalogue__certificate" key={line}>
          LeiKa {line}
        </div>
      ))}
      {certificate && <CertificateLines certificate={certificate} />}
    </Fragment>
  );
}
