import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadFigures } from "#app/administration/load-figures.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { FiguresComments } from "./figures-comments.tsx";
import { FiguresFilter } from "./figures-filter.tsx";
import { PortalTable, ServicesTable } from "./figures-overview.tsx";
import { figuresHref, readFiguresQuery } from "./figures-query.ts";
import { FiguresReportView } from "./figures-report.tsx";
import { NoEntry } from "./no-entry.tsx";
import { PlaceLinks } from "./place-links.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request);
  const t = serverI18n(language).getFixedT(language, ["administration", "portal"]);
  const asked = readFiguresQuery(new URL(request.url).searchParams);
  const loaded = await loadFigures(portal, session, asked, language);
  const frameOf = (title: string) => staffFrame(session, language, { title, area: "figures" });
  switch (loaded.kind) {
    case "unknown":
      throw notFound({ reason: "municipality" });
    case "forbidden": {
      const frame = frameOf(t("portal:error.forbidden.title"));
      return data({ frame, kind: loaded.kind }, { status: 403, headers: noStore });
    }
    case "portal": {
      const frame = frameOf(t("figures.portalTitle"));
      return data({ ...loaded, frame }, { headers: noStore });
    }
    case "figures": {
      const { municipality, municipalities, ...rest } = loaded;
      const name = shortName(municipality);
      const frame = frameOf(t("figures.title", { municipality: name }));
      const place = { ars: municipality.ars, name };
      const places = municipalities.map((own) => ({ ars: own.ars, name: shortName(own) }));
      return data({ ...rest, frame, place, places }, { headers: noStore });
    }
  }
}

/** First and last month of a span. */
const monthsIn = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  from: from.slice(0, 7),
  to: to.slice(0, 7),
});

export default function FiguresPage() {
  const { t } = useTranslation("administration");
  const loaded = useLoaded<typeof loader>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  if (loaded.kind === "portal") {
    return (
      <div className="stack">
        <PageHeading title={t("figures.portalTitle")} lead={t("figures.lead")} />
        <FiguresFilter months={loaded.months} {...monthsIn(loaded.span)} />
        <PortalTable rows={loaded.rows} {...monthsIn(loaded.span)} />
      </div>
    );
  }
  const { place, places, months, span, reports, report, comments, comparison, openCases } = loaded;
  const between = monthsIn(span);
  const asked = { ars: place.ars, service: report?.serviceId, ...between };
  return (
    <div className="stack">
      <PageHeading
        above={report && <span lang={report.name.language}>{report.name.text}</span>}
        title={t("figures.title", { municipality: place.name })}
        lead={t("figures.lead")}
      />
      <PlaceLinks
        places={places}
        current={place.ars}
        hrefOf={(ars) => figuresHref({ ars, service: undefined, ...between })}
      />
      <FiguresFilter
        ars={place.ars}
        months={months}
        {...between}
        service={report?.serviceId}
        services={reports.map(({ serviceId, name }) => ({ id: serviceId, name: name.text }))}
      />
      {reports.length === 0 ? (
        <EmptyState title={t("figures.empty")}>{t("figures.emptyHint")}</EmptyState>
      ) : (
        <>
          {report ? (
            <>
              <FiguresReportView report={report} comparison={comparison} openCases={openCases} />
              <FiguresComments comments={comments} />
            </>
          ) : (
            <ServicesTable
              reports={reports}
              hrefOf={(service) => figuresHref({ ...asked, service })}
            />
          )}
          <p>
            <LinkButton
              look="secondary"
              icon="download"
              href={figuresHref(asked, "/verwaltung/zahlen.csv")}
              download
            >
              {t("figures.csv")}
            </LinkButton>
          </p>
        </>
      )}
    </div>
  );
}
