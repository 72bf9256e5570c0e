import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadAuditLog } from "#app/administration/load-audit-log.server.ts";
import { auditCsv } from "#app/documents/audit-csv.v1.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { auditRequestOf, readAuditQuery } from "./audit-query.ts";
import { auditSentences, nameOf } from "./audit-sentence.server.ts";
import { askedPlace } from "./place-page.server.ts";
import { requireStaff } from "./staff-session.server.ts";

const mostEntries = 20_000;

/** The log as it is narrowed down, as a table to be saved. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "people");
  const asked = readAuditQuery(new URL(request.url).searchParams);
  const { request: wanted } = auditRequestOf(asked, askedPlace(request));
  const log = await loadAuditLog(portal, session, wanted, language, mostEntries);
  if (log.kind === "forbidden") return plainPage(403);
  if (log.kind !== "log") return plainPage(404);
  const sentence = auditSentences(language);
  const rows = log.lines.map((line) => ({
    at: line.at,
    who: nameOf(line.who, language),
    what: sentence(line),
    kind: t(`kinds.${line.kind}`),
    action: line.action,
  }));
  return fileResponse({
    name: `protokoll-${log.municipality.slug}.csv`,
    mediaType: "text/csv; charset=utf-8",
    content: auditCsv(rows, {
      at: t("log.when"),
      who: t("log.csvWho"),
      what: t("log.what"),
      kind: t("log.about"),
      action: t("log.csvAction"),
    }),
  });
}
