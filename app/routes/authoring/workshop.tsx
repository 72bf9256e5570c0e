import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { accessibilityState } from "#app/domain/paths/accessibility.ts";
import { pickText } from "#app/domain/text.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { listWorkshop } from "#app/operations/authoring/list-workshop.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { useLanguage } from "../operator/use-language.ts";
import { noStore } from "../responses.server.ts";
import { authoringPage, workpieceHref } from "./authoring-page.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await authoringPage(request, portal);
  const entries = await listWorkshop(portal);
  return data(
    {
      frame: frame(t("workshop.title")),
      dropped: new URL(request.url).searchParams.has("verworfen"),
      services: entries.map(({ id, name, current, workpiece }) => ({
        id,
        name: pickText(name, language),
        href: workpiece ? workpieceHref(id) : `/verwaltung/betrieb/leistungen/${id}`,
        workpiece,
        current: current && {
          version: current.version,
          versions: current.versions,
          importedAt: current.importedAt,
          offerings: current.offerings,
          paths: current.certificate?.paths,
          complete: current.certificate?.complete,
          deadEnds: current.certificate?.deadEnds.length,
          accessibility: accessibilityState(
            current.certificate?.accessibility,
            current.earlierChecked,
          ),
        },
      })),
    },
    { headers: noStore },
  );
}

export default function WorkshopPage() {
  const { t, i18n } = useTranslation("authoring");
  const { services, dropped } = useLoaded<typeof loader>();
  return (
    <>
      <BackLink href="/verwaltung/betrieb">{t("workshop.back")}</BackLink>
      <PageHeading title={t("workshop.title")} lead={t("workshop.lead")} />
      <div className="stack">
        {dropped && <Alert kind="success" titleAs="p" live title={t("workshop.dropped")} />}
        <div className="actions">
          <LinkButton href="/verwaltung/betrieb/leistungen/neu">{t("workshop.new")}</LinkButton>
        </div>
        {services.length === 0 ? (
          <EmptyState title={t("workshop.empty")}>{t("workshop.emptyHint")}</EmptyState>
        ) : (
          <Table
            caption={t("workshop.caption")}
            captionHidden
            columns={[
              { label: t("workshop.service") },
              { label: t("workshop.catalogue") },
              { label: t("workshop.certificate") },
              { label: t("workshop.offerings"), numeric: true },
              { label: t("workshop.workpiece") },
            ]}
            rows={services.map((service) => ({
              key: service.id,
              cells: [
                <div key="name">
                  <a
                    href={service.href}
                    lang={
                      service.name.language === i18n.language ? undefined : service.name.language
                    }
                  >
                    {service.name.text}
                  </a>
                  <br />
                  <code>{service.id}</code>
                </div>,
                <InCatalogue key="catalogue" service={service} />,
                <Certificate key="certificate" current={service.current} />,
                service.current ? String(service.current.offerings) : "–",
                <State key="state" service={service} />,
              ],
            }))}
          />
        )}
      </div>
    </>
  );
}

type Shown = ReturnType<typeof useLoaded<typeof loader>>["services"][number];

function InCatalogue({ service: { current, id, name } }: { readonly service: Shown }) {
  const { t } = useTranslation("authoring");
  const language = useLanguage();
  if (!current) return <>{t("workshop.notInCatalogue")}</>;
  return (
    <>
      <a href={`/verwaltung/betrieb/leistungen/${id}`}>
        {t("workshop.version", { version: current.version })}
        <span className="visually-hidden">: {name.text}</span>
      </a>
      <br />
      {t("workshop.since", {
        count: current.versions,
        date: formatShortDateTime(current.importedAt, language),
      })}
    </>
  );
}

function Certificate({ current }: { readonly current: Shown["current"] }) {
  const { t } = useTranslation("authoring");
  if (!current) return <>–</>;
  const { paths, complete, deadEnds, accessibility } = current;
  return (
    <>
      {paths === undefined
        ? t("workshop.uncertified")
        : t(complete === true ? "workshop.paths" : "workshop.pathsAtLeast", { paths })}
      {deadEnds !== undefined && deadEnds > 0 && (
        <>
          {" "}
          <Badge kind="danger">{t("workshop.deadEnds", { count: deadEnds })}</Badge>
        </>
      )}
      <br />
      {accessibility.kind === "checked"
        ? t("workshop.barriers", { count: accessibility.barriers })
        : t(`workshop.accessibility.${accessibility.kind}`)}
    </>
  );
}

function State({ service: { workpiece } }: { readonly service: Shown }) {
  const { t } = useTranslation("authoring");
  const language = useLanguage();
  if (!workpiece) return <>–</>;
  const { critical } = workpiece.findings;
  return (
    <>
      <Badge kind={workpiece.isReleased ? "success" : "info"}>
        {t(workpiece.isReleased ? "state.released" : "state.changed")}
      </Badge>
      <br />
      {formatShortDateTime(workpiece.changedAt, language)}
      {critical > 0 && (
        <>
          <br />
          {t("workshop.critical", { count: critical })}
        </>
      )}
    </>
  );
}
