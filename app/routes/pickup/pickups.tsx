import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadPickups } from "#app/administration/pickups.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage, staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Table } from "#app/ui/table.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { healthBadges, healthOf } from "./health.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "pickup"] };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session, "pickup.manage");
  const list = ars === undefined ? undefined : await loadPickups(portal, session, ars);
  if (!list) throw notFound({ reason: "municipality" });
  const { municipality, pickups } = list;
  const name = shortName(municipality);
  return data(
    {
      frame: staffFrame(session, language, {
        title: serverI18n(language).getFixedT(language, "pickup")("list.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ars: municipality.ars,
      municipality: name,
      pickups,
      removed: new URL(request.url).searchParams.has("entfernt"),
    },
    { headers: noStore },
  );
}

export default function PickupsPage() {
  const { t, i18n } = useTranslation("pickup");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  const { ars, municipality, pickups, removed } = useLoaded<typeof loader>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("list.back")}</BackLink>
      <PageHeading above={municipality} title={t("list.title")} lead={t("list.lead")} />
      <div className="stack">
        {removed && <Alert kind="success" titleAs="p" live title={t("list.removed")} />}
        {pickups.length === 0 ? (
          <EmptyState title={t("list.empty")}>{t("list.emptyHint")}</EmptyState>
        ) : (
          <Table
            caption={t("list.caption")}
            captionHidden
            columns={[
              { label: t("list.name") },
              { label: t("list.state") },
              { label: t("list.looked") },
              { label: t("list.arrived") },
              { label: t("list.rejected") },
            ]}
            rows={pickups.map((one) => ({
              key: one.id,
              cells: [
                <a key="name" href={`/verwaltung/abholungen/${one.id}?gemeinde=${ars}`}>
                  {one.name}
                </a>,
                <Badge key="state" kind={healthBadges[healthOf(one)]}>
                  {t(`health.${healthOf(one)}`)}
                </Badge>,
                one.polledAt ? formatShortDateTime(one.polledAt, language) : t("never"),
                String(one.total - one.rejected),
                String(one.rejected),
              ],
            }))}
          />
        )}
        <div className="actions">
          <LinkButton look="secondary" href={`/verwaltung/abholungen/neu?gemeinde=${ars}`}>
            {t("list.add")}
          </LinkButton>
        </div>
      </div>
    </>
  );
}
