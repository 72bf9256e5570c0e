import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { textIn } from "#app/domain/text.ts";
import { formatNumber, formatShortDateTime } from "#app/i18n/format.ts";
import { loadRollouts } from "#app/operations/rollout/rollouts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import { operatorPage } from "./operator-page.server.ts";
import { rolloutBadges } from "./rollout-badges.ts";
import { useLanguage } from "./use-language.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "operator"], scripts: "atOnce" };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await operatorPage(request, portal);
  const rollouts = await loadRollouts(portal);
  return data(
    {
      frame: frame(t("rollouts.title")),
      rollouts: rollouts.map(({ id, name, kind, state, startsAt, createdAt, places }) => ({
        id,
        service: textIn(name, language),
        kind,
        state,
        startsAt,
        createdAt,
        towns: Object.values(places).reduce((sum, count) => sum + count, 0),
      })),
    },
    { headers: noStore },
  );
}

export default function RolloutsPage() {
  const { t } = useTranslation("operator");
  const language = useLanguage();
  const { rollouts } = useLoaded<typeof loader>();
  return (
    <>
      <BackLink href="/verwaltung/betrieb">{t("back")}</BackLink>
      <PageHeading title={t("rollouts.title")} lead={t("rollouts.lead")} />
      <div className="stack">
        <p>
          <LinkButton href="/verwaltung/betrieb/einfuehrungen/neu">{t("rollouts.new")}</LinkButton>
        </p>
        {rollouts.length === 0 ? (
          <EmptyState title={t("rollouts.empty")}>{t("rollouts.emptyHint")}</EmptyState>
        ) : (
          <Table
            caption={t("rollouts.caption")}
            captionHidden
            columns={[
              { label: t("rollouts.service") },
              { label: t("rollouts.kind") },
              { label: t("rollouts.state") },
              { label: t("rollouts.begin") },
              { label: t("rollouts.towns"), numeric: true },
            ]}
            rows={rollouts.map(({ id, service, kind, state, startsAt, createdAt, towns }) => ({
              key: id,
              cells: [
                <a key="id" href={`/verwaltung/betrieb/einfuehrungen/${id}`}>
                  {service}
                  <span className="visually-hidden">
                    {" "}
                    {t("rollouts.created", { time: formatShortDateTime(createdAt, language) })}
                  </span>
                </a>,
                t(`kind.${kind}`),
                <Badge key="state" kind={rolloutBadges[state]}>
                  {t(`rolloutState.${state}`)}
                </Badge>,
                startsAt ? formatShortDateTime(startsAt, language) : t("rollouts.onAnswer"),
                formatNumber(towns, language),
              ],
            }))}
          />
        )}
      </div>
    </>
  );
}
