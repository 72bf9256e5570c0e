import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { listWaiting } from "#app/administration/confirmations/load-confirmations.server.ts";
import { loadWaysHistory, revertWays } from "#app/administration/ways-history.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { wordShown } from "../confirmation/shown-confirmations.server.ts";
import { WaitingNote } from "../confirmation/waiting-note.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
} from "../offering/offering-request.server.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { seenIn } from "../staff/overtaken.tsx";
import { FormerWaysTable } from "./former-ways-table.tsx";
import { wordWayChange, wordWays } from "./worded-changes.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "forwarding", "confirmation"] };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadWaysHistory(portal, session, key);
  if (!found) throw notFound();
  const { municipality, service, now, seen, changes } = found;
  const t = serverI18n(language).getFixedT(language, "forwarding");
  const waiting = (await listWaiting(portal, session, key.ars)).find(
    ({ kind, subject }) => kind === "ways" && subject === key.serviceId,
  );
  const told = new URL(request.url).searchParams.get("getan");
  return data(
    {
      frame: offeringFrame(asked, municipality, t("former.ways")),
      ars: key.ars,
      above: `${shortName(municipality)} · ${inLanguage(service, language)}`,
      back: `/verwaltung/ziele?gemeinde=${key.ars}`,
      action: offeringHref(key, "wege"),
      now: wordWays(now, language),
      seen,
      changes: changes.map((change) => wordWayChange(change, language)),
      waiting: waiting && wordShown(waiting, language),
      told: told === "gespeichert" || told === "gefragt" ? told : undefined,
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, key } = await offeringRequest(request, params["service"], portal);
  const { raw } = await formOf(request);
  const change = Number(raw["change"]?.[0]);
  if (!Number.isSafeInteger(change)) throw notFound();
  const outcome = await revertWays(portal, session, key, { change, seen: seenIn(raw) ?? "" });
  switch (outcome) {
    case "unknown":
      throw notFound();
    case "saved":
      return done(key, "wege", "gespeichert");
    case "asked":
    case "same":
      return done(key, "wege", "gefragt");
    default:
      return data({ kind: outcome }, { status: 409, headers: noStore });
  }
}

/** Where an offering went before, and the way back. */
export default function FormerWaysPage() {
  const { t } = useTranslation("forwarding");
  const loaded = useLoaded<typeof loader>();
  const { ars, above, back, now, changes, waiting, told } = loaded;
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={back}>{t("destination.back")}</BackLink>
      <PageHeading above={above} title={t("former.ways")} lead={t("former.waysLead")} />
      <div className="stack">
        {told === "gespeichert" && !answer && (
          <Alert kind="success" titleAs="p" live title={t("former.reverted")} />
        )}
        {answer && (
          <Alert kind="warning" titleAs="p" live title={t(`former.problem.${answer.kind}`)} />
        )}
        <WaitingNote ars={ars} waiting={waiting} live={told === "gefragt" && !answer} />
        <SummaryList rows={[{ key: "now", label: t("former.now"), values: now }]} />
        {changes.length === 0 ? <p>{t("former.never")}</p> : <FormerWaysTable {...loaded} />}
      </div>
    </>
  );
}
