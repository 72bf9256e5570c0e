import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  loadDeliveries,
  resend,
  resendDead,
  type DeliveryAction,
} from "#app/administration/deliveries.server.ts";
import { deliveryViews } from "#app/domain/forwarding.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { DeliveriesTable } from "./deliveries-table.tsx";
import { arsOf } from "./query.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "forwarding"],
  scripts: "atOnce",
};

const actions = ["again", "anew", "ask"] as const satisfies readonly DeliveryAction[];

function viewOf(request: Request) {
  const asked = new URL(request.url).searchParams.get("ansicht");
  return deliveryViews.find((view) => view === asked) ?? "dead";
}

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const view = viewOf(request);
  const loaded = ars === undefined ? undefined : await loadDeliveries(portal, session, ars, view);
  if (!loaded) throw notFound({ reason: "municipality" });
  const { municipality, ...rest } = loaded;
  const name = shortName(municipality);
  const t = serverI18n(language).getFixedT(language, "forwarding");
  const resent = new URL(request.url).searchParams.get("gesendet");
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("deliveries.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ...rest,
      ars: municipality.ars,
      municipality: name,
      view,
      resent: resent !== null && /^\d{1,4}$/.test(resent) ? Number(resent) : undefined,
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const chosen = raw["zustellung"] ?? [];
  const intent = actions.find((one) => one === raw["intent"]?.[0]) ?? "again";
  const count =
    raw["intent"]?.[0] === "all"
      ? await resendDead(portal, session, ars)
      : await resend(portal, session, ars, chosen, intent);
  if (count === undefined) throw notFound();
  if (intent !== "again") {
    const done = count > 0 ? intent : "idle";
    const page = `/verwaltung/zustellungen/${encodeURIComponent(chosen[0] ?? "")}`;
    return redirect(`${page}?gemeinde=${ars}&getan=${done}`, { status: 303, headers: noStore });
  }
  const query = new URLSearchParams({
    gemeinde: ars,
    ansicht: viewOf(request),
    gesendet: String(count),
  });
  return redirect(`/verwaltung/zustellungen?${query.toString()}`, {
    status: 303,
    headers: noStore,
  });
}

export default function DeliveriesPage() {
  const { t } = useTranslation("forwarding");
  const { ars, municipality, deliveries, counts, failed, view, mayResend, resent } =
    useLoaded<typeof loader>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("deliveries.back")}</BackLink>
      <PageHeading above={municipality} title={t("deliveries.title")} lead={t("deliveries.lead")} />
      <div className="stack">
        {resent !== undefined && (
          <Alert
            kind={resent > 0 ? "success" : "info"}
            titleAs="p"
            live
            title={t("deliveries.resent", { count: resent })}
          />
        )}
        <nav aria-label={t("deliveries.views")}>
          <ul className="plain-list">
            {deliveryViews.map((one) => (
              <li key={one}>
                <a
                  className="plain-link"
                  href={`/verwaltung/zustellungen?gemeinde=${ars}&ansicht=${one}`}
                  aria-current={one === view ? "page" : undefined}
                >
                  {t(`deliveries.view.${one}`)} ({counts[one]})
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <DeliveriesTable
          ars={ars}
          view={view}
          deliveries={deliveries}
          failed={failed}
          mayResend={mayResend}
        />
      </div>
    </>
  );
}
