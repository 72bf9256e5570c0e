import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadOperatorLog } from "#app/administration/load-audit-log.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { auditFile, mostEntries } from "../staff/audit-file.server.ts";
import { auditRequestOf, readAuditQuery } from "../staff/audit-query.ts";
import { requireStaff } from "../staff/staff-session.server.ts";

/** The operator's log as it is narrowed down, as a table to be saved. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const asked = readAuditQuery(new URL(request.url).searchParams);
  const { request: wanted } = auditRequestOf(asked, undefined);
  const log = await loadOperatorLog(portal, session, wanted, language, mostEntries);
  return log ? auditFile("protokoll-betrieb.csv", log.lines, language) : plainPage(404);
}
