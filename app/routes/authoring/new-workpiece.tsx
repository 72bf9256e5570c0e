import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  listBundled,
  startFromBundled,
  startWorkpiece,
} from "#app/operations/authoring/start-workpiece.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import {
  authoringPage,
  seeOther,
  shownProblems,
  workpieceHref,
  type ShownProblem,
} from "./authoring-page.server.ts";
import { ProblemSummary } from "./problem-list.tsx";
import { controlOfFile, SourceFiles } from "./source-files.tsx";
import { uploadsIn } from "./uploads.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { t, frame } = await authoringPage(request, portal);
  return data(
    { frame: frame(t("start.title")), bundled: await listBundled() },
    { headers: noStore },
  );
}

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { session, t } = await authoringPage(request, portal);
  const { raw, files } = await formOf(request);
  const { schema, others, given } = uploadsIn(files);
  const [id = ""] = raw["adresse"] ?? [];
  const [vorlage = ""] = raw["vorlage"] ?? [];
  const typed = { id, vorlage };
  const wrong = (name: string, text: string) =>
    data({ kind: "wrong" as const, name, text, typed }, { status: 422, headers: noStore });
  const isBundled = raw["intent"]?.[0] === "bundled";
  if (!isBundled && !schema) return wrong("schema", "noSchema");
  if (!isBundled && id !== "" && (!slug.test(id) || id.length > 60))
    return wrong("adresse", "badId");
  const started =
    isBundled || !schema
      ? await startFromBundled(portal, vorlage, session.accountId)
      : await startWorkpiece(
          portal,
          { schema, others, package: given, ...(id !== "" && { id }) },
          session.accountId,
        );
  switch (started.kind) {
    case "started":
      return seeOther(workpieceHref(started.serviceId));
    case "unknown":
      return wrong("vorlage", "noBundled");
    case "exists":
      return data(
        { kind: "exists" as const, id: started.serviceId, typed },
        { status: 409, headers: noStore },
      );
    case "refused":
      return data(
        {
          kind: "refused" as const,
          problems: shownProblems(started.problems, t),
          names: { schema: schema?.name, given: given?.name },
          typed,
        },
        { status: 422, headers: noStore },
      );
  }
}

export default function NewWorkpiecePage() {
  const { t } = useTranslation("authoring");
  const { bundled } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const href = "/verwaltung/betrieb/leistungen/neu";
  const wrong = answer?.kind === "wrong" ? answer : undefined;
  const names = answer?.kind === "refused" ? answer.names : undefined;
  const controlOf = (problem: ShownProblem): string =>
    problem.path === "id" ? "adresse" : controlOfFile(problem, names);
  const errorAt = (name: string): string | undefined => {
    if (wrong?.name === name) return t(`start.${wrong.text}`);
    if (answer?.kind === "exists" && name === "adresse") return t("start.existsHint");
    if (answer?.kind !== "refused") return undefined;
    return answer.problems.find((problem) => controlOf(problem) === name)?.title;
  };
  const typed = answer?.typed;
  return (
    <>
      <BackLink href="/verwaltung/betrieb/leistungen">{t("back")}</BackLink>
      <PageHeading title={t("start.title")} lead={t("start.lead")} />
      <div className="stack">
        {wrong && (
          <ErrorSummary
            heading={t("start.problems", { count: 1 })}
            errors={[{ name: wrong.name, text: t(`start.${wrong.text}`) }]}
          />
        )}
        {answer?.kind === "exists" && (
          <ErrorSummary
            heading={t("start.exists", { id: answer.id })}
            errors={[{ name: "adresse", text: t("start.existsHint") }]}
          />
        )}
        {answer?.kind === "refused" && (
          <ProblemSummary
            heading={t("start.problems", { count: answer.problems.length })}
            problems={answer.problems}
            nameOf={controlOf}
          />
        )}
        <form className="page-form" method="post" encType="multipart/form-data" action={href}>
          <h2 className="section-title">{t("start.upload")}</h2>
          <SourceFiles
            schemaLabel={t("start.schema")}
            othersHint={t("start.othersHint")}
            packageHint={t("start.packageHint")}
            required
            errorAt={errorAt}
          />
          <TextInput
            name="adresse"
            label={t("start.id")}
            hint={t("start.idHint")}
            defaultValue={typed?.id}
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            error={errorAt("adresse")}
          />
          <div className="actions">
            <ActionButton intent="upload" look="primary">
              {t("start.submit")}
            </ActionButton>
          </div>
        </form>
        <form className="page-form" method="post" action={href}>
          <h2 className="section-title">{t("start.bundledTitle")}</h2>
          <p>{t("start.bundledText")}</p>
          <Select
            name="vorlage"
            label={t("start.bundled")}
            emptyLabel={t("start.choose")}
            options={bundled.map((id) => ({ value: id, label: id }))}
            defaultValue={typed?.vorlage}
            error={errorAt("vorlage")}
          />
          <div className="actions">
            <ActionButton intent="bundled">{t("start.fromBundled")}</ActionButton>
          </div>
        </form>
      </div>
    </>
  );
}
