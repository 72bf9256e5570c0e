import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { exchangeFiles } from "#app/operations/authoring/exchange-files.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
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
  type ShownProblem,
} from "./authoring-page.server.ts";
import { ProblemSummary } from "./problem-list.tsx";
import { controlOfFile, SourceFiles } from "./source-files.tsx";
import { uploadsIn } from "./uploads.server.ts";
import { WorkpieceHead } from "./workpiece-nav.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, t, about, serviceId, frame } = page;
  const { schema, schemaFile, lists, translations } = found.source;
  return data(
    {
      frame: frame(titleOf(page, t("nav.files"))),
      about,
      action: workpieceHref(serviceId, "dateien"),
      revision: found.row.revision,
      schema: { file: schemaFile, id: schema.id, version: schema.version ?? "–" },
      lists: lists.map(({ uri, version }) => [uri, version].filter(Boolean).join(" ")),
      translations: translations.length,
      done: new URL(request.url).searchParams.has("getan"),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, t, serviceId } = await workpiecePage(request, params["service"], portal);
  const { raw, files } = await formOf(request);
  const { schema, others, given } = uploadsIn(files);
  if (!schema && !given && others.length === 0)
    return data({ kind: "nothing" as const }, { status: 422, headers: noStore });
  const revision = Number(raw["stand"]?.[0]);
  const asked = { schema, others, package: given, revision };
  const done = await exchangeFiles(portal, serviceId, asked, session.accountId);
  switch (done.kind) {
    case "exchanged":
      return seeOther(workpieceHref(serviceId, "dateien?getan=getauscht"));
    case "changed":
      return data({ kind: "changed" as const }, { status: 409, headers: noStore });
    case "refused":
      return data(
        {
          kind: "refused" as const,
          problems: shownProblems(done.problems, t),
          names: { schema: schema?.name, given: given?.name },
        },
        { status: 422, headers: noStore },
      );
    default:
      throw lost(serviceId, done.kind);
  }
}

export default function ExchangePage() {
  const { t } = useTranslation("authoring");
  const {
    about,
    action: href,
    revision,
    schema,
    lists,
    translations,
    done,
  } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const names = answer?.kind === "refused" ? answer.names : undefined;
  const controlOf = (problem: ShownProblem): string => controlOfFile(problem, names);
  const errorAt = (name: string): string | undefined => {
    if (answer?.kind === "nothing" && name === "schema") return t("files.nothing");
    if (answer?.kind !== "refused") return undefined;
    return answer.problems.find((problem) => controlOf(problem) === name)?.title;
  };
  return (
    <>
      <WorkpieceHead about={about} tab="dateien" title={t("nav.files")} lead={t("files.lead")} />
      <div className="stack">
        {done && !answer && <Alert kind="success" titleAs="p" live title={t("files.done")} />}
        {answer?.kind === "nothing" && (
          <ErrorSummary
            heading={t("start.problems", { count: 1 })}
            errors={[{ name: "schema", text: t("files.nothing") }]}
          />
        )}
        {answer?.kind === "changed" && (
          <Alert kind="warning" live title={t("files.changed")}>
            <p>{t("files.changedHint")}</p>
          </Alert>
        )}
        {answer?.kind === "refused" && (
          <ProblemSummary
            heading={t("start.problems", { count: answer.problems.length })}
            problems={answer.problems}
            nameOf={controlOf}
          />
        )}
        <section>
          <h2 className="section-title">{t("files.now")}</h2>
          <ul className="plain-list">
            <li>
              {t("files.schema", { id: schema.id, version: schema.version })} (
              <code>{schema.file}</code>)
            </li>
            {lists.map((list) => (
              <li key={list}>
                {t("files.list")} <code>{list}</code>
              </li>
            ))}
            {translations > 0 && <li>{t("files.translations", { count: translations })}</li>}
          </ul>
        </section>
        <form className="page-form" method="post" encType="multipart/form-data" action={href}>
          <h2 className="section-title">{t("files.exchange")}</h2>
          <p>{t("files.exchangeText")}</p>
          <input type="hidden" name="stand" value={revision} />
          <SourceFiles
            schemaLabel={t("files.newSchema")}
            othersHint={t("files.othersHint")}
            packageHint={t("files.packageHint")}
            errorAt={errorAt}
          />
          <div className="actions">
            <ActionButton intent="exchange" look="primary">
              {t("files.submit")}
            </ActionButton>
          </div>
        </form>
      </div>
    </>
  );
}
