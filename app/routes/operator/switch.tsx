import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { textIn } from "#app/domain/text.ts";
import { formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { previewSwitch } from "#app/operations/switch/preview-switch.server.ts";
import { cancelSwitch, loadSwitch, undoSwitch } from "#app/operations/switch/switches.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Progress } from "#app/ui/progress.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { operatorPage } from "./operator-page.server.ts";
import { LeftTowns, mostListed } from "./preview-view.tsx";
import { switchBadges } from "./switches-table.tsx";
import { useLanguage } from "./use-language.ts";
import { useReload } from "./use-reload.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "operator", "offering"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await operatorPage(request, portal);
  const shown = await loadSwitch(portal, params["id"] ?? "");
  if (!shown) throw notFound();
  const { serviceId, toVersion: version, state, open } = shown;
  const service = textIn(shown.name, language);
  // Who has to look at it is reckoned anew: some may have decided meanwhile.
  const left =
    state === "done" && open > 0
      ? await previewSwitch(portal, { serviceId, version }, mostListed)
      : undefined;
  return data(
    {
      frame: frame(t("switch.title", { service })),
      shown,
      service,
      left: left && { left: left.left, names: left.names, count: left.open },
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session } = await operatorPage(request, portal);
  const { raw } = await formOf(request);
  const id = params["id"] ?? "";
  const end = raw["intent"]?.[0] === "cancel" ? cancelSwitch : undoSwitch;
  const { kind } = await end(portal, id, session.accountId);
  if (kind === "unknown") throw notFound();
  if (kind !== "done") return data({ problem: kind }, { status: 409, headers: noStore });
  return redirect(`/verwaltung/betrieb/umstellungen/${id}`, { status: 303, headers: noStore });
}

export default function SwitchPage() {
  const { t } = useTranslation("operator");
  const language = useLanguage();
  const { shown, service, left } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { id, serviceId, fromVersion, toVersion, state, total, merged, touched, startsAt } = shown;
  const isLive = state === "planned" || state === "running" || state === "undoing";
  useReload(isLive);
  const href = `/verwaltung/betrieb/umstellungen/${id}`;
  return (
    <>
      <BackLink href={`/verwaltung/betrieb/leistungen/${serviceId}`}>{t("service.back")}</BackLink>
      <PageHeading
        title={t("switch.title", { service })}
        lead={t("switch.lead", {
          from: fromVersion ?? t("switch.unknownFrom"),
          to: toVersion,
        })}
      />
      <div className="stack">
        {answer && <Alert kind="warning" titleAs="p" live title={t(`switch.${answer.problem}`)} />}
        <p role="status">
          <Badge kind={switchBadges[state]}>{t(`switchState.${state}`)}</Badge>{" "}
          {state === "planned" &&
            t("switch.startsAt", { time: formatDateTime(startsAt, language) })}
        </p>
        {total === null ? (
          <p>{t("switch.noTotal")}</p>
        ) : (
          <Progress
            text={t("switch.progress", {
              done: formatNumber(merged, language),
              total: formatNumber(total, language),
            })}
            value={merged}
            max={Math.max(total, 1)}
          />
        )}
        {isLive && (
          <p>
            <a className="plain-link" href={href}>
              {t("refresh")}
            </a>
          </p>
        )}
        {left && left.count > 0 && (
          <>
            <p>{t("switch.left", { count: left.count })}</p>
            <LeftTowns {...left} />
          </>
        )}
        {touched.length > 0 && (
          <section>
            <h2 className="section-title">{t("switch.touched")}</h2>
            <ul>
              {touched.map(({ ars, name }) => (
                <li key={ars}>{name}</li>
              ))}
            </ul>
          </section>
        )}
        <Ends href={href} state={state} />
      </div>
    </>
  );
}

function Ends({ href, state }: { readonly href: string; readonly state: string }) {
  const { t } = useTranslation("operator");
  if (state === "planned")
    return (
      <form method="post" action={href}>
        <Button look="secondary" name="intent" value="cancel">
          {t("switch.cancel")}
        </Button>
      </form>
    );
  if (state !== "running" && state !== "done") return null;
  return (
    <form method="post" action={href} className="page-form">
      <p>{t("switch.undoHint")}</p>
      <div className="actions">
        <Button look="danger" name="intent" value="undo">
          {t("switch.undo")}
        </Button>
      </div>
    </form>
  );
}
