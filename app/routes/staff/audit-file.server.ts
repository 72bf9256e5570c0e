import type { AuditLine } from "#app/administration/load-audit-log.server.ts";
import { auditCsv } from "#app/documents/audit-csv.v1.server.ts";
import type { StaffLanguage } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { auditSentences, nameOf } from "./audit-sentence.server.ts";

/** Entries of a log that a table holds at most. */
export const mostEntries = 20_000;

/** Entries of a log as a table to be saved. */
export function auditFile(
  name: string,
  lines: readonly AuditLine[],
  language: StaffLanguage,
): Promise<Response> {
  const t = serverI18n(language).getFixedT(language, "people");
  const sentence = auditSentences(language);
  const rows = lines.map((line) => ({
    at: line.at,
    who: nameOf(line.who, language),
    what: sentence(line),
    kind: t(`kinds.${line.kind}`),
    action: line.action,
  }));
  return fileResponse({
    name,
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
