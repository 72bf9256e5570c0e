import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadPickup } from "#app/administration/pickups.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { CertificateForm } from "./certificate-form.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { intents, pickupNews, save } from "./pickup-action.server.ts";
import { PickupForm } from "./pickup-form.tsx";
import { StatePanel } from "./state-panel.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "forwarding", "pickup", "forms"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session, "pickup.manage");
  const id = params["id"] === "neu" ? undefined : params["id"];
  const page = ars === undefined ? undefined : await loadPickup(portal, session, ars, id);
  if (!page) throw notFound();
  const { municipality, ...shown } = page;
  const name = shortName(municipality);
  const t = serverI18n(language).getFixedT(language, "pickup");
  const news = new URL(request.url).searchParams.get("hinweis");
  return data(
    {
      frame: staffFrame(session, language, {
        title: page.pickup?.name ?? t("page.newTitle"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ...shown,
      ars: municipality.ars,
      municipality: name,
      now: portal.clock(),
      news: pickupNews.find((one) => one === news),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const actor = await requireStaff(request, portal);
  const ars = arsOf(request, actor, "pickup.manage");
  if (ars === undefined) throw notFound();
  const form = await formOf(request);
  const intent = form.raw["intent"]?.[0] ?? "";
  const work = Object.hasOwn(intents, intent) ? intents[intent as keyof typeof intents] : save;
  return work({ portal, actor, ars, id: params["id"] ?? "", form });
}

export default function PickupPage() {
  const { t } = useTranslation("pickup");
  const loaded = useLoaded<typeof loader>();
  const { ars, municipality, pickup, rejections, keys, fields, now, news } = loaded;
  const answer = useAnswer<typeof action>();
  const href = `/verwaltung/abholungen/${pickup?.id ?? "neu"}?gemeinde=${ars}`;
  return (
    <>
      <BackLink href={`/verwaltung/abholungen?gemeinde=${ars}`}>{t("page.back")}</BackLink>
      <PageHeading
        above={municipality}
        title={pickup?.name ?? t("page.newTitle")}
        lead={pickup ? undefined : t("page.newLead")}
      />
      <div className="stack">
        {news && !answer && (
          <Alert
            kind="success"
            titleAs="p"
            live
            title={news === "gespeichert" ? t("page.saved") : t(`page.done.${news}`)}
          />
        )}
        {answer?.kind === "refused" && (
          <Alert kind="warning" titleAs="p" live title={t(`page.refused.${answer.why}`)} />
        )}
        {loaded.problems.length > 0 && !answer && (
          <Alert kind="danger" titleAs="p" title={t("settings.invalid")} />
        )}
        {answer?.kind === "settings" && answer.overtaken && (
          <Alert kind="warning" titleAs="p" live title={t("settings.overtaken")} />
        )}
        {pickup && loaded.problems.length === 0 && (
          <>
            <StatePanel action={href} pickup={pickup} rejections={rejections} />
            <KeysPanel ars={ars} action={href} id={pickup.id} keys={keys} now={now} />
            <CertificateForm
              action={href}
              wrong={answer?.kind === "certificate" ? answer : undefined}
            />
          </>
        )}
        <PickupForm
          action={href}
          pickup={pickup}
          fields={fields}
          problems={loaded.problems}
          answer={answer?.kind === "settings" ? answer : undefined}
        />
        {pickup && (
          <form method="post" action={href}>
            <h2 className="section-title">{t("remove.title")}</h2>
            <p>{t("remove.lead")}</p>
            <ActionButton intent="remove" look="tertiary">
              {t("remove.button")}
            </ActionButton>
          </form>
        )}
      </div>
    </>
  );
}
