import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { answerProposal, loadProposals } from "#app/administration/proposals.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { pickText } from "#app/domain/text.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { arsOf } from "../forwarding/query.ts";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { Obstacles } from "../offering/obstacles.tsx";
import { wordChecks } from "../offering/readiness-words.server.ts";
import { ProposalList } from "./proposal-list.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "operator"], scripts: "atOnce" };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const ars = arsOf(request, session);
  const found = ars === undefined ? undefined : await loadProposals(portal, session, ars);
  if (!found) throw notFound({ reason: "municipality" });
  const { municipality } = found;
  const t = serverI18n(language).getFixedT(language, "operator");
  const name = shortName(municipality);
  const query = new URL(request.url).searchParams;
  const proposals = found.proposals.map((one) => ({
    ...one,
    name: pickText(one.name, language),
    summary: one.summary && pickText(one.summary, language),
  }));
  const answered = query.get("beantwortet");
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("proposals.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      ars: municipality.ars,
      municipality: name,
      proposals,
      answered: proposals.find(({ id }) => id === answered),
      fixed: proposals.find(
        ({ serviceId, kind }) => kind === "forced" && serviceId === query.get("bleibt"),
      ),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const { raw } = await formOf(request);
  const [rolloutId = ""] = raw["vorschlag"] ?? [];
  if (ars === undefined) throw notFound();
  const accept = raw["intent"]?.[0] === "accept";
  const answered = await answerProposal(portal, session, { ars, rolloutId, accept });
  const { kind } = answered;
  if (kind === "unknown") throw notFound();
  if (kind === "late") return data({ kind }, { status: 409, headers: noStore });
  if (kind === "notReady") {
    const { serviceId, obstacles } = answered;
    const language = negotiateLanguage(request, staffLanguages);
    const checks = wordChecks(obstacles, session, { ars, serviceId }, language);
    return data({ kind, rolloutId, checks }, { status: 409, headers: noStore });
  }
  const query = new URLSearchParams({ gemeinde: ars, beantwortet: rolloutId });
  return redirect(`/verwaltung/vorschlaege?${query.toString()}`, { status: 303, headers: noStore });
}

export default function ProposalsPage() {
  const { t } = useTranslation("operator");
  const { ars, municipality, proposals, answered, fixed } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const open = proposals.filter(({ isOpen }) => isOpen);
  const closed = proposals.filter(({ isOpen }) => !isOpen);
  const isAnswered = answered?.state === "accepted" || answered?.state === "declined";
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("proposals.back")}</BackLink>
      <PageHeading above={municipality} title={t("proposals.title")} lead={t("proposals.lead")} />
      <div className="stack">
        {answer?.kind === "late" && (
          <Alert kind="warning" titleAs="p" live title={t("proposals.late")} />
        )}
        {answer?.kind === "notReady" && (
          <Alert
            kind="warning"
            titleAs="h2"
            live
            title={t("proposals.obstacles", {
              service: proposals.find(({ id }) => id === answer.rolloutId)?.name.text,
            })}
          >
            <p>{t("proposals.obstaclesHint")}</p>
            <Obstacles checks={answer.checks} />
          </Alert>
        )}
        {fixed && (
          <Alert
            kind="warning"
            titleAs="p"
            live
            title={t("proposals.fixed", { service: fixed.name.text })}
          >
            <p className="kept-lines">{t("proposals.reason", { reason: fixed.reason })}</p>
          </Alert>
        )}
        {isAnswered && !answer && (
          <Alert
            kind={answered.state === "accepted" ? "success" : "info"}
            titleAs="p"
            live
            title={t(`proposals.${answered.state}`, { service: answered.name.text })}
          />
        )}
        {proposals.length === 0 && (
          <EmptyState title={t("proposals.empty")}>{t("proposals.emptyHint")}</EmptyState>
        )}
        <ProposalList title={t("proposals.open")} ars={ars} proposals={open} />
        <ProposalList title={t("proposals.answered")} ars={ars} proposals={closed} />
      </div>
    </>
  );
}
