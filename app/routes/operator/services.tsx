import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { pickText } from "#app/domain/text.ts";
import { loadServiceStates, loadSwitches } from "#app/operations/switch/switches.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import { operatorPage } from "./operator-page.server.ts";
import { SwitchesTable } from "./switches-table.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "operator"], scripts: "atOnce" };

/** Switches that are shown. */
const recent = 20;

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await operatorPage(request, portal);
  const services = await loadServiceStates(portal);
  const switches = await loadSwitches(portal);
  return data(
    {
      frame: frame(t("title")),
      services: services.map(({ name, ...service }) => ({
        ...service,
        name: pickText(name, language),
      })),
      switches: switches.slice(0, recent),
    },
    { headers: noStore },
  );
}

export default function ServicesPage() {
  const { t, i18n } = useTranslation("operator");
  const { services, switches } = useLoaded<typeof loader>();
  return (
    <>
      <PageHeading title={t("title")} lead={t("lead")} />
      <nav aria-label={t("nav")}>
        <ul className="area-links">
          <li>
            <a className="plain-link" href="/verwaltung/betrieb/leistungen">
              {t("workshopLink")}
            </a>
          </li>
          <li>
            <a className="plain-link" href="/verwaltung/betrieb/einfuehrungen">
              {t("rolloutsLink")}
            </a>
          </li>
          <li>
            <a className="plain-link" href="/verwaltung/betrieb/zustaendigkeit">
              {t("responsibilityLink")}
            </a>
          </li>
          <li>
            <a className="plain-link" href="/verwaltung/betrieb/protokoll">
              {t("log.title")}
            </a>
          </li>
        </ul>
      </nav>
      <div className="stack">
        {services.length === 0 ? (
          <EmptyState title={t("services.empty")}>{t("services.emptyHint")}</EmptyState>
        ) : (
          <Table
            caption={t("services.caption")}
            captionHidden
            columns={[
              { label: t("services.service") },
              { label: t("services.current") },
              { label: t("services.versions"), numeric: true },
              { label: t("services.live") },
            ]}
            rows={services.map(({ id, name, version, versions, switchId }) => ({
              key: id,
              cells: [
                <a
                  key="name"
                  href={`/verwaltung/betrieb/leistungen/${id}`}
                  lang={name.language === i18n.language ? undefined : name.language}
                >
                  {name.text}
                </a>,
                version,
                String(versions),
                switchId === null ? (
                  t("services.none")
                ) : (
                  <a key="switch" href={`/verwaltung/betrieb/umstellungen/${switchId}`}>
                    {t("switchState.running")}
                    <span className="visually-hidden">: {name.text}</span>
                  </a>
                ),
              ],
            }))}
          />
        )}
        {switches.length > 0 && (
          <section>
            <h2 className="section-title">{t("service.switches")}</h2>
            <SwitchesTable switches={switches} />
          </section>
        )}
      </div>
    </>
  );
}
