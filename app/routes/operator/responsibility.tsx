import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import {
  loadStoredLists,
  removeRule,
  removeStreets,
} from "#app/operations/responsibility/stored-lists.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { ListForm } from "./list-form.tsx";
import { ListReportView } from "./list-report.tsx";
import { operatorPage } from "./operator-page.server.ts";
import { listsHref, queryOf } from "./responsibility-query.ts";
import { uploadList } from "./responsibility-upload.server.ts";
import { StoredRules, StoredStreets } from "./stored-lists.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "operator", "places"],
  scripts: "atOnce",
};

async function pageFor(request: Request, portal: Portal) {
  const page = await operatorPage(request, portal);
  if (!can(page.session, "responsibility.manage", null)) throw notFound();
  return page;
}

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { language, frame } = await pageFor(request, portal);
  const t = serverI18n(language).getFixedT(language, "places");
  const asked = queryOf(request);
  return data(
    { frame: frame(t("title")), asked, ...(await loadStoredLists(portal, asked)) },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { session } = await pageFor(request, portal);
  const asked = queryOf(request);
  const form = await formOf(request);
  const [intent = "", first = "", second = ""] = (form.raw["intent"]?.at(-1) ?? "").split(" ");
  const done = (query: Readonly<Record<string, string>>) =>
    redirect(listsHref(asked, query), { status: 303, headers: noStore });
  if (intent === "removeRule") {
    const gone = !(await removeRule(portal, { leika: first, area: second }, session.accountId));
    return done(gone ? { getan: "weg" } : { getan: "regel", leika: first, ars: second });
  }
  if (intent === "removeStreets") {
    const count = await removeStreets(portal, first, session.accountId);
    return done(count === 0 ? { getan: "weg" } : { getan: "strassen", plz: first });
  }
  const answer = await uploadList(portal, form, session.accountId);
  if (answer.kind === "stored") return done({ getan: "liste", art: answer.list });
  const isFine = answer.kind === "report";
  return data(answer, { status: isFine ? 200 : 422, headers: noStore });
}

export default function ResponsibilityPage() {
  const { t } = useTranslation("places");
  const { t: toOperator } = useTranslation("operator");
  const { asked, rules, codes } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const href = listsHref(asked);
  const problem = answer?.kind === "problem" ? answer : undefined;
  if (answer?.kind === "report" || answer?.kind === "refused")
    return (
      <>
        <BackLink href={href}>{t("back")}</BackLink>
        <PageHeading
          above={t("title")}
          title={
            answer.kind === "report"
              ? t("reportTitle", { list: t(`list.${answer.list}`) })
              : t(`list.${answer.list}`)
          }
        />
        <ListReportView href={href} answer={answer} />
      </>
    );
  const { done } = asked;
  return (
    <>
      {problem && (
        <ErrorSummary
          heading={t("errors")}
          errors={[{ name: problem.name, text: t(`problem.${problem.problem}`) }]}
        />
      )}
      <BackLink href="/verwaltung/betrieb">{toOperator("back")}</BackLink>
      <PageHeading title={t("title")} lead={t("lead")} />
      <div className="stack">
        {done && !answer && (
          <Alert
            kind={done.what === "gone" ? "info" : "success"}
            titleAs="p"
            live
            title={
              done.what === "listStored"
                ? t("listStored", { list: t(`list.${done.list}`) })
                : t(done.what, { ...done })
            }
          />
        )}
        <p>
          <a className="plain-link" href="#einlesen">
            {t("uploadTitle")}
          </a>
        </p>
        <SearchForm
          action="/verwaltung/betrieb/zustaendigkeit"
          name="suche"
          label={t("search")}
          hint={t("searchHint")}
          button={t("searchButton")}
          defaultValue={asked.search}
        />
        {asked.search !== "" && (
          <p>
            <a className="plain-link" href="/verwaltung/betrieb/zustaendigkeit">
              {t("reset")}
            </a>
          </p>
        )}
        <StoredRules asked={asked} found={rules} />
        <StoredStreets asked={asked} found={codes} />
        <ListForm href={href} problem={problem} />
      </div>
    </>
  );
}
