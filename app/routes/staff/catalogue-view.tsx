import { useTranslation } from "react-i18next";
import type { CatalogueService } from "#app/administration/catalogue-service.ts";
import type { CatalogueList, CatalogueRequest } from "#app/administration/load-catalogue.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { AreaLinks } from "./area-links.tsx";
import { CatalogueFilter } from "./catalogue-filter.tsx";
import { catalogueHref, isFiltered } from "./catalogue-query.ts";
import { CatalogueTable } from "./catalogue-table.tsx";
import { FinishForm } from "../offering/finish-form.tsx";
import { PlaceLinks, type Place } from "./place-links.tsx";
import type { TownArea } from "./town-areas.server.ts";

interface CatalogueViewProps extends CatalogueList {
  /** Undefined: no municipality in particular. */
  readonly place?: (Place & { readonly href: string; readonly online: number }) | undefined;
  readonly places: readonly Place[];
  /** Whether the person may look into every municipality. */
  readonly everywhere: boolean;
  readonly asked: Pick<CatalogueRequest, "filter" | "page">;
  readonly mayChange: boolean;
  /** What else the person may look after here. */
  readonly areas: readonly TownArea[];
  /** How much waits for a second person there. */
  readonly waiting: number;
  /** Ids of the services that are to go online once somebody confirms it. */
  readonly wished: readonly string[];
}

/** The services of the portal, as they stand for one municipality, with switches for its administrator. */
export function CatalogueView(props: CatalogueViewProps) {
  const { place, places, everywhere, mayChange, areas, waiting, wished, changed } = props;
  const { t } = useTranslation(["administration", "catalogue"]);
  const title = place
    ? t("catalogue.title", { municipality: place.name })
    : t("catalogue:whole.title");
  const lead = place
    ? t(mayChange ? "catalogue.lead" : everywhere ? "catalogue.watching" : "catalogue.reading")
    : undefined;
  return (
    <>
      {everywhere && <BackLink href="/verwaltung">{t("municipalities.back")}</BackLink>}
      <PageHeading title={title} lead={lead ?? t("catalogue:whole.lead")} />
      {place && !everywhere && (
        <PlaceLinks
          places={places}
          current={place.ars}
          hrefOf={(ars) => `/verwaltung?gemeinde=${ars}`}
        />
      )}
      {place && <AreaLinks ars={place.ars} areas={areas} waiting={waiting} />}
      {changed && (
        <div className="stack catalogue__changed">
          <Changed service={changed} isWished={wished.includes(changed.id)} />
          {place && !changed.online && mayChange && !wished.includes(changed.id) && (
            <FinishForm ars={place.ars} service={changed.id} />
          )}
        </div>
      )}
      <Services {...props} />
    </>
  );
}

function Services(props: CatalogueViewProps) {
  const { place, services, count, page, pageCount, situations, asked, mayChange } = props;
  const { t } = useTranslation(["administration", "catalogue"]);
  if (services.length === 0 && !isFiltered(asked)) {
    return <EmptyState title={t("catalogue.empty")}>{t("catalogue.emptyHint")}</EmptyState>;
  }
  return (
    <>
      <CatalogueFilter ars={place?.ars} asked={asked} situations={situations} />
      {services.length === 0 ? (
        <EmptyState title={t("catalogue:filter.noMatch")}>
          {t("catalogue:filter.noMatchHint")}
        </EmptyState>
      ) : (
        <>
          <div className="list-head">
            <p className="list-head__count">
              {t("catalogue:filter.count", { count })}
              {place && <> · {t("catalogue.count", { count: place.online })}</>}
            </p>
          </div>
          <CatalogueTable
            place={place}
            services={services}
            mayChange={mayChange}
            wished={props.wished}
            here={catalogueHref(place?.ars, { ...asked, page })}
          />
          <Pagination
            page={page}
            pageCount={pageCount}
            hrefOf={(wanted) => catalogueHref(place?.ars, { ...asked, page: wanted })}
          />
        </>
      )}
    </>
  );
}

function Changed({
  service: { name, online },
  isWished,
}: {
  readonly service: CatalogueService;
  readonly isWished: boolean;
}) {
  const { t } = useTranslation("administration");
  const service = name.text;
  if (isWished)
    return <Alert kind="info" titleAs="p" live title={t("catalogue.asked", { service })} />;
  return (
    <Alert
      kind={online ? "success" : "info"}
      titleAs="p"
      live
      title={online ? t("catalogue.turnedOn", { service }) : t("catalogue.turnedOff", { service })}
    />
  );
}
