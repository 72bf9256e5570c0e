import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadAuditLog } from "#app/administration/load-audit-log.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { auditFile, mostEntries } from "./audit-file.server.ts";
import { auditRequestOf, readAuditQuery } from "./audit-query.ts";
import { askedPlace } from "./place-page.server.ts";
import { requireStaff } from "./staff-session.server.ts";

/** The log as it is narrowed down, as a table to be saved. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const asked = readAuditQuery(new URL(request.url).searchParams);
  const { request: wanted } = auditRequestOf(asked, askedPlace(request));
  const log = await loadAuditLog(portal, session, wanted, language, mostEntries);
  if (log.kind === "forbidden") return plainPage(403);
  if (log.kind !== "log") return plainPage(404);
  return auditFile(`protokoll-${log.municipality.slug}.csv`, log.lines, language);
}
