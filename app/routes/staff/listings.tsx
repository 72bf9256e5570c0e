import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadListings } from "#app/administration/listed-services.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { readArs } from "./catalogue-query.ts";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "catalogue"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const query = new URL(request.url).searchParams;
  const loaded = await loadListings(portal, session, readArs(query.get("gemeinde")));
  if (!loaded) throw notFound({ reason: "municipality" });
  const { municipality, listings } = loaded;
  const t = serverI18n(language).getFixedT(language, "catalogue");
  const place = { name: shortName(municipality), href: `/${municipality.slug}` };
  const saved = listings.find(({ id }) => id === query.get("gespeichert"));
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("listings.title"),
        area: "catalogue",
        municipality: place,
      }),
      ars: municipality.ars,
      place,
      listings: listings.map(({ id, name, leikaKey, formUrl, formFile, replaced }) => ({
        id,
        name,
        leikaKey,
        form: formFile ? ("pdf" as const) : formUrl === "" ? ("none" as const) : ("page" as const),
        replaced,
      })),
      saved: saved?.name,
      removed: query.get("entfernt")?.slice(0, 200) ?? undefined,
    },
    { headers: noStore },
  );
}

export default function ListingsPage() {
  const { t } = useTranslation("catalogue");
  const { ars, place, listings, saved, removed } = useLoaded<typeof loader>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("listings.back")}</BackLink>
      <PageHeading above={place.name} title={t("listings.title")} lead={t("listings.lead")} />
      <div className="stack">
        {saved !== undefined && (
          <Alert kind="success" titleAs="p" live title={t("listings.saved", { name: saved })} />
        )}
        {removed !== undefined && (
          <Alert kind="info" titleAs="p" live title={t("listings.removed", { name: removed })} />
        )}
        <div className="actions">
          <LinkButton href={`/verwaltung/vor-ort/neu?gemeinde=${ars}`}>
            {t("listings.add")}
          </LinkButton>
        </div>
        {listings.length === 0 ? (
          <EmptyState title={t("listings.empty")}>{t("listings.emptyHint")}</EmptyState>
        ) : (
          <Table
            caption={t("listings.caption")}
            captionHidden
            columns={[
              { label: t("listings.name") },
              { label: t("listings.key") },
              { label: t("listings.form") },
              { label: t("listings.action") },
            ]}
            rows={listings.map(({ id, name, leikaKey, form, replaced }) => ({
              key: id,
              cells: [
                name,
                leikaKey ?? t("listings.none"),
                t(`listings.${form}`),
                <div className="row-actions" key="action">
                  <a href={`/verwaltung/vor-ort/${id}?gemeinde=${ars}`}>
                    {t("listings.edit")}
                    <span className="visually-hidden">: {name}</span>
                  </a>
                  {replaced ? (
                    <Badge>{t("listings.replaced")}</Badge>
                  ) : (
                    <a href={`${place.href}/${id}`}>
                      {t("listings.view")}
                      <span className="visually-hidden">: {name}</span>
                    </a>
                  )}
                </div>,
              ],
            }))}
          />
        )}
      </div>
    </>
  );
}
