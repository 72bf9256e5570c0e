import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  answerReport,
  changeStatement,
  loadAccessibility,
} from "#app/administration/accessibility.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { BarrierReports } from "./barrier-reports.tsx";
import { OvertakenAlert, seenIn } from "./overtaken.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";
import { StatementForm } from "./statement-form.tsx";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration"],
  scripts: "atOnce",
};

const arsIn = (request: Request) => new URL(request.url).searchParams.get("gemeinde") ?? undefined;

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const loaded = await loadAccessibility(portal, session, arsIn(request));
  if (loaded.kind === "unknown") throw notFound({ reason: "municipality" });
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "administration");
  const { municipality, facts, seen, reports } = loaded;
  const place = { name: shortName(municipality), href: `/${municipality.slug}` };
  return data(
    {
      frame: staffFrame(session, language, {
        title: t("accessibility.title"),
        area: "catalogue",
        municipality: place,
      }),
      ars: municipality.ars,
      place,
      facts,
      seen,
      reports: reports.map(({ reportedAt, ...report }) => ({
        ...report,
        time: formatShortDateTime(reportedAt, language),
      })),
      done: new URL(request.url).searchParams.get("erledigt"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsIn(request);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const text = (name: string) => (raw[name]?.[0] ?? "").trim();
  const report = text("report");
  const typed = {
    phone: text("phone"),
    email: text("email"),
    address: text("address"),
    preparedOn: text("preparedOn"),
    assessedOn: text("assessedOn"),
    assessedBy: text("assessedBy"),
    enforcement: text("enforcement"),
    plainLanguagePage: text("plainLanguagePage"),
    signLanguagePage: text("signLanguagePage"),
  };
  const seen = seenIn(raw);
  const changed =
    report === ""
      ? await changeStatement(portal, session, ars, typed, seen)
      : await answerReport(portal, session, { ars, id: report });
  if (changed.kind === "unknown") throw notFound();
  if (changed.kind === "refused")
    return data(
      { typed, problems: changed.problems, seen, theirs: undefined },
      { status: 422, headers: noStore },
    );
  if (changed.kind === "overtaken")
    return data(
      { typed, problems: [], seen: changed.seen, theirs: changed.theirs },
      { status: 409, headers: noStore },
    );
  const query = new URLSearchParams({ gemeinde: ars, erledigt: changed.kind });
  return redirect(`/verwaltung/barrierefreiheit?${query.toString()}`, {
    status: 303,
    headers: noStore,
  });
}

export default function StaffAccessibilityPage() {
  const { t } = useTranslation("administration");
  const { ars, place, facts, seen, reports, done } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("accessibility.back")}</BackLink>
      <PageHeading
        above={place.name}
        title={t("accessibility.title")}
        lead={t("accessibility.lead")}
      />
      <div className="stack">
        {!answer && done === "saved" && (
          <Alert kind="success" titleAs="p" live title={t("accessibility.saved")} />
        )}
        {!answer && done === "answered" && (
          <Alert kind="success" titleAs="p" live title={t("accessibility.marked")} />
        )}
        <p>
          <a className="plain-link" href={`${place.href}/barrierefreiheit`}>
            {t("accessibility.see")}
          </a>
        </p>
        <BarrierReports ars={ars} reports={reports} />
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            typed={answer.typed}
            labels={{
              email: t("accessibility.email"),
              phone: t("accessibility.phone"),
              address: t("accessibility.address"),
              preparedOn: t("accessibility.preparedOn"),
              assessedOn: t("accessibility.assessedOn"),
              assessedBy: t("accessibility.assessedBy"),
              enforcement: t("accessibility.enforcement"),
              plainLanguagePage: t("accessibility.plainLanguagePage"),
              signLanguagePage: t("accessibility.signLanguagePage"),
            }}
          />
        )}
        <StatementForm
          ars={ars}
          facts={answer?.typed ?? facts}
          problems={answer?.problems ?? []}
          seen={answer ? answer.seen : seen}
        />
      </div>
    </>
  );
}
