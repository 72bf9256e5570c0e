import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { rolloutPlaceStates } from "#app/domain/rollout.ts";
import { textIn } from "#app/domain/text.ts";
import { formatDateTime, formatNumber, formatShortDateTime } from "#app/i18n/format.ts";
import {
  cancelRollout,
  goOnWithRollout,
  undoRollout,
} from "#app/operations/rollout/end-rollout.server.ts";
import { loadRollout } from "#app/operations/rollout/rollouts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { operatorPage } from "./operator-page.server.ts";
import { rolloutBadges } from "./rollout-badges.ts";
import { useLanguage } from "./use-language.ts";
import { useReload } from "./use-reload.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "operator"], scripts: "atOnce" };

/** Municipalities that are listed by name. */
const limit = 200;

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await operatorPage(request, portal);
  const asked = new URL(request.url).searchParams.get("stand");
  const state = rolloutPlaceStates.find((one) => one === asked);
  const shown = await loadRollout(portal, params["id"] ?? "", {
    states: state ? [state] : [],
    limit,
  });
  if (!shown) throw notFound();
  const { rollout, places, towns } = shown;
  const { id, kind, startsAt, reason } = rollout;
  const service = textIn(rollout.name, language);
  return data(
    {
      frame: frame(t("rollout.title", { service })),
      rollout: { id, service, kind, state: rollout.state, startsAt, reason },
      places,
      state,
      towns,
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session } = await operatorPage(request, portal);
  const { raw } = await formOf(request);
  const id = params["id"] ?? "";
  const intent = raw["intent"]?.[0];
  const { accountId } = session;
  const { kind } =
    intent === "goOn" || intent === "goOnAnyway"
      ? await goOnWithRollout(portal, id, accountId, { notReadyToo: intent === "goOnAnyway" })
      : intent === "undo"
        ? await undoRollout(portal, id, accountId)
        : await cancelRollout(portal, id, accountId);
  if (kind === "unknown") throw notFound();
  if (kind !== "done") return data({ problem: kind }, { status: 409, headers: noStore });
  return redirect(`/verwaltung/betrieb/einfuehrungen/${id}`, { status: 303, headers: noStore });
}

export default function RolloutPage() {
  const { t } = useTranslation("operator");
  const language = useLanguage();
  const { rollout, places } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { id, service, kind, state, startsAt, reason } = rollout;
  const total = Object.values(places).reduce((sum, count) => sum + count, 0);
  const done = total - (places.waiting ?? 0) - (places.notReady ?? 0);
  useReload(state === "running" || state === "undoing");
  const href = `/verwaltung/betrieb/einfuehrungen/${id}`;
  return (
    <>
      <BackLink href="/verwaltung/betrieb/einfuehrungen">{t("rollout.back")}</BackLink>
      <PageHeading
        title={t("rollout.title", { service })}
        lead={`${t(`kind.${kind}`)}. ${t(`kindHint.${kind}`)}`}
      />
      <div className="stack">
        {answer && <Alert kind="warning" titleAs="p" live title={t("rollout.tooLate")} />}
        <p role="status">
          <Badge kind={rolloutBadges[state]}>{t(`rolloutState.${state}`)}</Badge>{" "}
          {state === "open" &&
            startsAt !== null &&
            t("rollout.begins", { time: formatDateTime(startsAt, language) })}
        </p>
        <p className="kept-lines">{t("rollout.reason", { reason })}</p>
        <Progress
          text={t("rollout.progress", {
            done: formatNumber(done, language),
            total: formatNumber(total, language),
          })}
          value={done}
          max={Math.max(total, 1)}
        />
        <p>
          <a className="plain-link" href={href}>
            {t("refresh")}
          </a>
        </p>
        <Places href={href} />
        {(state === "done" || state === "running") && (
          <NotReady href={href} count={places.notReady ?? 0} />
        )}
        <Ends href={href} state={state} />
      </div>
    </>
  );
}

/** How many stand how, and which ones of those that were asked for. */
function Places({ href }: { readonly href: string }) {
  const { t } = useTranslation("operator");
  const language = useLanguage();
  const { places, state, towns } = useLoaded<typeof loader>();
  return (
    <>
      <section>
        <h2 className="section-title">{t("rollout.answers")}</h2>
        <Table
          caption={t("rollout.answers")}
          captionHidden
          columns={[
            { label: t("rollout.state") },
            { label: t("rollout.count"), numeric: true },
            { label: t("rollout.towns") },
          ]}
          rows={rolloutPlaceStates
            .filter((one) => (places[one] ?? 0) > 0)
            .map((one) => ({
              key: one,
              cells: [
                t(`placeState.${one}`),
                formatNumber(places[one] ?? 0, language),
                <a key="show" href={`${href}?stand=${one}#gemeinden`}>
                  {t("rollout.show")}
                  <span className="visually-hidden"> {t(`placeState.${one}`)}</span>
                </a>,
              ],
            }))}
        />
      </section>
      {state && (
        <section id="gemeinden">
          <h2 className="section-title">{t(`placeState.${state}`)}</h2>
          <Table
            caption={t("rollout.towns")}
            captionHidden
            columns={[{ label: t("rollout.town") }, { label: t("rollout.since") }]}
            rows={towns.map(({ ars, name, changedAt }) => ({
              key: ars,
              cells: [name, formatShortDateTime(changedAt, language)],
            }))}
          />
          {(places[state] ?? 0) > towns.length && (
            <p>{t("preview.more", { count: (places[state] ?? 0) - towns.length })}</p>
          )}
        </section>
      )}
    </>
  );
}

/** Those where something has to be put in order first, and what the operator can do. */
function NotReady({ href, count }: { readonly href: string; readonly count: number }) {
  const { t } = useTranslation("operator");
  if (count === 0) return null;
  return (
    <form method="post" action={href} className="page-form">
      <h2 className="section-title">{t("rollout.goOnTitle")}</h2>
      <p>{t("rollout.goOnHint", { count })}</p>
      <div className="actions">
        <Button look="secondary" name="intent" value="goOn">
          {t("rollout.goOn")}
        </Button>
        <Button look="secondary" name="intent" value="goOnAnyway">
          {t("rollout.goOnAnyway")}
        </Button>
      </div>
    </form>
  );
}

function Ends({ href, state }: { readonly href: string; readonly state: string }) {
  const { t } = useTranslation("operator");
  if (state === "undoing" || state === "undone") return null;
  const mayCancel = state === "open" || state === "running";
  return (
    <form method="post" action={href} className="page-form">
      {mayCancel && (
        <>
          <p>{t("rollout.cancelHint")}</p>
          <div className="actions">
            <Button look="secondary" name="intent" value="cancel">
              {t("rollout.cancel")}
            </Button>
          </div>
        </>
      )}
      <p>{t("rollout.undoHint")}</p>
      <div className="actions">
        <Button look="danger" name="intent" value="undo">
          {t("rollout.undo")}
        </Button>
      </div>
    </form>
  );
}
