import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { pickText } from "#app/domain/text.ts";
import { severities } from "#app/fim/quality/finding.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import type { FindingCounts } from "#app/operations/authoring/build-workpiece.ts";
import { dropWorkpiece } from "#app/operations/authoring/drop-workpiece.server.ts";
import { sentencesOf, type SentenceState } from "#app/operations/authoring/rule-sentences.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { useLanguage } from "../operator/use-language.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import {
  anyWorkpiecePage,
  seeOther,
  shownProblems,
  workpieceHref,
} from "./authoring-page.server.ts";
import { ProblemAlert } from "./problem-list.tsx";
import { WorkpieceHead } from "./workpiece-nav.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

const states = ["open", "translated", "written", "settled"] as const satisfies SentenceState[];

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await anyWorkpiecePage(request, params["service"], portal);
  const { found, language, t, frame } = page;
  const { serviceId, revision, changedAt, releasedVersion, releasedRevision } = found.row;
  const state =
    releasedVersion === null ? "fresh" : releasedRevision === revision ? "released" : "changed";
  const shared = { changedAt, state, version: releasedVersion, base: workpieceHref(serviceId) };
  const url = new URL(request.url);
  const released = url.searchParams.get("freigegeben");
  if (found.kind === "broken")
    return data(
      {
        ...shared,
        frame: frame(serviceId),
        about: { serviceId, name: { text: serviceId, language: "de" } },
        problems: shownProblems(found.problems, t),
        released: null,
        whole: undefined,
      },
      { headers: noStore },
    );
  const sentences = sentencesOf(found);
  const { schema } = found.source;
  const name = pickText(found.package.name, language);
  return data(
    {
      ...shared,
      frame: frame(name.text),
      about: { serviceId, name },
      problems: [],
      released: released !== null && released === releasedVersion ? released : null,
      whole: {
        schema: `${schema.id}${schema.version === undefined ? "" : ` ${schema.version}`}`,
        standard: schema.standard.replace("xdatenfelder_", ""),
        lists: found.source.lists.length,
        findings: found.row.findings as FindingCounts,
        rules: states.map((one) => ({
          state: one,
          count: sentences.filter((sentence) => sentence.state === one).length,
        })),
        pages: found.built.service.pages.map(({ id, title }) => ({
          id,
          title: pickText(title, language),
        })),
      },
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, found } = await anyWorkpiecePage(request, params["service"], portal);
  const { raw } = await formOf(request);
  if (raw["intent"]?.[0] !== "drop") throw notFound();
  await dropWorkpiece(portal, found.row.serviceId, session.accountId);
  return seeOther("/verwaltung/betrieb/leistungen?verworfen=");
}

export default function WorkpiecePage() {
  const { t } = useTranslation("authoring");
  const { about, problems, released, whole, base } = useLoaded<typeof loader>();
  return (
    <>
      <WorkpieceHead about={about} tab="" title={t("overview.title")} lead={t("overview.lead")} />
      <div className="stack">
        {released !== null && (
          <Alert kind="success" live title={t("overview.released", { version: released })}>
            <ul className="plain-list">
              <li>
                <a href={`/verwaltung/betrieb/leistungen/${about.serviceId}`}>
                  {t("overview.toSwitch")}
                </a>
              </li>
              <li>
                <a href={`/verwaltung/betrieb/einfuehrungen/neu?leistung=${about.serviceId}`}>
                  {t("overview.toRollout")}
                </a>
              </li>
            </ul>
          </Alert>
        )}
        {problems.length > 0 && <ProblemAlert title={t("overview.broken")} problems={problems} />}
        <Facts />
        {whole && (
          <>
            <div className="actions">
              <LinkButton href={`${base}/freigabe`}>{t("overview.publish")}</LinkButton>
              <LinkButton look="secondary" href={`${base}/service.json`} download>
                {t("overview.download")}
              </LinkButton>
            </div>
            <section>
              <h2 className="section-title">{t("overview.pages")}</h2>
              <ol className="plain-list">
                {whole.pages.map(({ id, title }) => (
                  <li key={id}>
                    <a href={`${base}/teile/seite-${id}`} lang={title.language}>
                      {title.text}
                    </a>
                  </li>
                ))}
              </ol>
            </section>
          </>
        )}
        <details>
          <summary>{t("overview.drop")}</summary>
          <p>{t("overview.dropText")}</p>
          <form method="post" action={base}>
            <ActionButton intent="drop">{t("overview.dropConfirm")}</ActionButton>
          </form>
        </details>
      </div>
    </>
  );
}

function Facts() {
  const { t } = useTranslation("authoring");
  const language = useLanguage();
  const { base, state, version, changedAt, whole } = useLoaded<typeof loader>();
  const link = (page: string, context: string) => ({
    href: `${base}/${page}`,
    label: t("overview.look"),
    context,
  });
  return (
    <SummaryList
      rows={[
        {
          key: "state",
          label: t("overview.state"),
          values: [t(`overview.stateText.${state}`, { version: version ?? "" })],
          change: link("unterschiede", t("nav.difference")),
        },
        {
          key: "changed",
          label: t("overview.changed"),
          values: [formatShortDateTime(changedAt, language)],
        },
        ...(whole
          ? [
              {
                key: "schema",
                label: t("overview.schema"),
                values: [
                  <code key="id">{whole.schema}</code>,
                  t("overview.standard", { standard: whole.standard }),
                  t("overview.lists", { count: whole.lists }),
                ],
                change: link("dateien", t("nav.files")),
              },
              {
                key: "findings",
                label: t("overview.findings"),
                values: severities.map((severity) =>
                  t(`overview.severity.${severity}`, { count: whole.findings[severity] }),
                ),
                change: link("befunde", t("nav.findings")),
              },
              {
                key: "rules",
                label: t("overview.rules"),
                values: whole.rules.map((one) =>
                  t(`overview.sentences.${one.state}`, { count: one.count }),
                ),
                change: link("regeln", t("nav.rules")),
              },
            ]
          : []),
      ]}
    />
  );
}
