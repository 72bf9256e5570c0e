import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadOperatorLog } from "#app/administration/load-audit-log.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { AuditEntries } from "../staff/audit-entries.tsx";
import { AuditFilterForm } from "../staff/audit-filter.tsx";
import { auditRequestOf, readAuditQuery } from "../staff/audit-query.ts";
import { wordEntry } from "../staff/audit-sentence.server.ts";
import { operatorPage } from "./operator-page.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "operator", "people"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { session, language, t, frame } = await operatorPage(request, portal);
  const asked = readAuditQuery(new URL(request.url).searchParams);
  const { request: wanted, problems } = auditRequestOf(asked, undefined);
  const log = await loadOperatorLog(portal, session, wanted, language);
  if (!log) throw notFound();
  return data(
    {
      ...log,
      frame: frame(t("log.title")),
      asked,
      problems,
      lines: log.lines.map((line) => wordEntry(line, language)),
    },
    { status: problems.length > 0 ? 422 : 200, headers: noStore },
  );
}

/** What was done with the portal as a whole, and by whom. */
export default function OperatorLogPage() {
  const { t } = useTranslation("operator");
  const loaded = useLoaded<typeof loader>();
  return (
    <>
      <BackLink href="/verwaltung/betrieb">{t("log.back")}</BackLink>
      <PageHeading title={t("log.title")} lead={t("log.lead")} />
      <AuditFilterForm {...loaded} ars={undefined} />
      <AuditEntries {...loaded} ars={undefined} />
    </>
  );
}
