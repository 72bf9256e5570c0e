import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadCatalogueUsers } from "#app/administration/load-catalogue-entry.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { stateName } from "#app/domain/state-names.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { entryHref, readArs, readPage } from "./catalogue-query.ts";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "catalogue"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const query = new URL(request.url).searchParams;
  const state = query.get("land");
  const asked = {
    ars: readArs(query.get("gemeinde")),
    serviceId: params["service"] ?? "",
    state: state !== null && /^\d{2}$/.test(state) ? state : undefined,
    page: readPage(query),
  };
  const users = await loadCatalogueUsers(portal, session, asked, language);
  if (!users) throw notFound();
  const { entry, ...list } = users;
  const service = { id: entry.service.id, name: entry.service.name.text };
  const t = serverI18n(language).getFixedT(language, "catalogue");
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("users.title", { service: service.name }),
        area: "catalogue",
      }),
      ars: entry.municipality?.ars,
      service,
      ...list,
      stateName: stateName(list.state),
      states: entry.users.map((one) => ({ value: one.state, label: stateName(one.state) })),
    },
    { headers: noStore },
  );
}

export default function CatalogueUsersPage() {
  const { t } = useTranslation("catalogue");
  const loaded = useLoaded<typeof loader>();
  const { ars, service, state, states, count, page, pageCount, municipalities } = loaded;
  const action = entryHref(service.id, undefined, {}, "/gemeinden");
  return (
    <>
      <BackLink href={entryHref(service.id, ars)}>{t("users.back")}</BackLink>
      <PageHeading title={t("users.title", { service: service.name })} />
      {states.length === 0 ? (
        <EmptyState title={t("users.none")}>{t("users.noneHint")}</EmptyState>
      ) : (
        <>
          <form className="filter" method="get" action={action}>
            {ars !== undefined && <input type="hidden" name="gemeinde" value={ars} />}
            <div className="filter__fields">
              <Select
                name="land"
                label={t("users.state")}
                defaultValue={state}
                options={
                  states.some(({ value }) => value === state)
                    ? states
                    : [{ value: state, label: loaded.stateName }, ...states]
                }
              />
            </div>
            <Button look="secondary">{t("users.show")}</Button>
          </form>
          <div className="list-head">
            <p className="list-head__count">
              {t("users.count", { count, state: loaded.stateName })}
            </p>
          </div>
          {municipalities.length > 0 && (
            <Table
              caption={t("users.caption")}
              captionHidden
              columns={[{ label: t("users.municipality") }, { label: t("users.district") }]}
              rows={municipalities.map(({ ars: key, name, slug, district }) => ({
                key,
                cells: [
                  <a key="name" href={`/${slug}/${service.id}`}>
                    {shortName({ name })}
                  </a>,
                  district ?? "–",
                ],
              }))}
            />
          )}
          <Pagination
            page={page}
            pageCount={pageCount}
            hrefOf={(wanted) =>
              entryHref(service.id, ars, { land: state, seite: String(wanted) }, "/gemeinden")
            }
          />
        </>
      )}
    </>
  );
}
