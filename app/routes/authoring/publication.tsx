import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import type { FindingCounts } from "#app/operations/authoring/build-workpiece.ts";
import {
  inspectWorkpiece,
  publishWorkpiece,
} from "#app/operations/authoring/publish-workpiece.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import {
  lost,
  seeOther,
  shownProblems,
  titleOf,
  workpieceHref,
  workpiecePage,
} from "./authoring-page.server.ts";
import { ProblemAlert } from "./problem-list.tsx";
import { PublicationForm } from "./publication-form.tsx";
import { WorkpieceHead } from "./workpiece-nav.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, t, about, serviceId, frame } = page;
  const { before, diff, highest, proposed, certificate, stumbles } = await inspectWorkpiece(
    portal,
    found,
  );
  const { critical } = found.row.findings as FindingCounts;
  const { openPoints } = found.built.service;
  return data(
    {
      frame: frame(titleOf(page, t("nav.publication"))),
      about,
      base: workpieceHref(serviceId),
      revision: found.row.revision,
      before: before?.version,
      changes: diff.changes.length,
      highest,
      proposed,
      critical,
      open: openPoints.filter(({ code }) => code === "rule").length,
      paths: certificate.paths,
      complete: certificate.complete,
      persons: certificate.persons,
      deadEnds: certificate.deadEnds.map(({ kind, path }) => ({ kind, path })),
      stumbles: shownProblems(stumbles, t),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, t, serviceId } = await workpiecePage(request, params["service"], portal);
  const { raw } = await formOf(request);
  const [version = ""] = raw["fassung"] ?? [];
  const [when = "now"] = raw["geltung"] ?? [];
  const [accepted = "0"] = raw["befunde"] ?? [];
  const typed = { version, when, accepted: accepted !== "0" };
  const done = await publishWorkpiece(
    portal,
    serviceId,
    {
      version: version.trim(),
      stage: when === "stage",
      revision: Number(raw["stand"]?.[0]),
      accepted: Number(accepted) || 0,
    },
    session.accountId,
  );
  const again = (name: string, text: string, status: 409 | 422 = 422, detail = "") =>
    data({ kind: "wrong" as const, name, text, detail, typed }, { status, headers: noStore });
  switch (done.kind) {
    case "published":
      return seeOther(`${workpieceHref(serviceId)}?freigegeben=${done.version}`);
    case "changed":
      return again("fassung", "changed", 409);
    case "badVersion":
      return again("fassung", "badVersion");
    case "notHigher":
      return again("fassung", "notHigher", 422, done.highest);
    case "critical":
      return again("befunde", "critical", 422, String(done.count));
    case "deadEnds":
      return again("fassung", "deadEnds", 422, String(done.count));
    case "refused":
      return data(
        { kind: "refused" as const, problems: shownProblems(done.problems, t), typed },
        { status: 422, headers: noStore },
      );
    default:
      throw lost(serviceId, done.kind);
  }
}

export default function PublicationPage() {
  const { t } = useTranslation("authoring");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { about, base, deadEnds, stumbles } = loaded;
  const wrong = answer?.kind === "wrong" ? answer : undefined;
  const text = wrong && t(`publish.${wrong.text}`, { detail: wrong.detail });
  return (
    <>
      <WorkpieceHead
        about={about}
        tab="freigabe"
        title={t("nav.publication")}
        lead={t("publish.lead")}
      />
      <div className="stack">
        {wrong && text !== undefined && (
          <ErrorSummary heading={t("publish.problem")} errors={[{ name: wrong.name, text }]} />
        )}
        {answer?.kind === "refused" && (
          <ProblemAlert title={t("publish.refused")} problems={answer.problems} />
        )}
        {stumbles.length > 0 && <ProblemAlert title={t("publish.stumbles")} problems={stumbles} />}
        {deadEnds.length > 0 && (
          <Alert kind="danger" title={t("publish.deadEndsTitle", { count: deadEnds.length })}>
            <ul className="plain-list">
              {deadEnds.map(({ kind, path }) => (
                <li key={`${kind} ${path}`}>
                  {t(`publish.deadEnd.${kind}`)} <code>{path}</code>
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <Checks />
        <PublicationForm
          key={loaded.revision}
          action={`${base}/freigabe`}
          revision={loaded.revision}
          proposed={loaded.proposed}
          isFirst={loaded.before === undefined}
          critical={loaded.critical}
          typed={answer?.typed}
          wrong={wrong && text !== undefined ? { name: wrong.name, text } : undefined}
        />
      </div>
    </>
  );
}

/** What was looked at before, with the way to each. */
function Checks() {
  const { t } = useTranslation("authoring");
  const { base, before, changes, critical, open, paths, complete, persons, deadEnds } =
    useLoaded<typeof loader>();
  const link = (page: string, context: string) => ({
    href: `${base}/${page}`,
    label: t("overview.look"),
    context,
  });
  return (
    <section>
      <h2 className="section-title">{t("publish.checks")}</h2>
      <SummaryList
        rows={[
          {
            key: "diff",
            label: t("nav.difference"),
            values: [
              before === undefined
                ? t("publish.first")
                : t("publish.changes", { count: changes, version: before }),
            ],
            change: link("unterschiede", t("nav.difference")),
          },
          {
            key: "findings",
            label: t("nav.findings"),
            values: [t("publish.criticalCount", { count: critical })],
            change: link("befunde", t("nav.findings")),
          },
          {
            key: "rules",
            label: t("nav.rules"),
            values: [t("publish.open", { count: open })],
            change: link("regeln", t("nav.rules")),
          },
          {
            key: "paths",
            label: t("publish.ways"),
            values: [
              t(complete ? "publish.paths" : "publish.pathsAtLeast", { paths, count: persons }),
              t("publish.deadEndCount", { count: deadEnds.length }),
            ],
          },
        ]}
      />
    </section>
  );
}
