import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadPrivacy } from "#app/administration/privacy.server.ts";
import { paperCsv, paperJson } from "#app/documents/paper-data.v1.ts";
import { paperPdf } from "#app/documents/paper-pdf.v1.server.ts";
import type { Download } from "#app/documents/download.ts";
import type { Paper } from "#app/domain/privacy/paper.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { staffLanguages, type StaffLanguage } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { isPaperAddress, paperAt } from "./words.server.ts";

/** A privacy document to be saved: PDF, CSV or JSON. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { paper: address, format } = params;
  const query = new URL(request.url).searchParams;
  const loaded = await loadPrivacy(portal, session, query.get("gemeinde") ?? undefined);
  if (loaded.kind === "unknown" || !isPaperAddress(address)) return plainPage(404);
  const language = negotiateLanguage(request, staffLanguages);
  const service = query.get("leistung") ?? undefined;
  const paper = paperAt(address, loaded.facts, service, language);
  const { slug, name } = loaded.facts.municipality;
  const file = paper && (await fileOf(paper, format, name, language));
  if (!file) return plainPage(404);
  const parts = [address, slug, ...(service === undefined ? [] : [service]), paper.day];
  return fileResponse({ ...file, name: `${parts.join("-")}.${format ?? ""}` });
}

async function fileOf(
  paper: Paper,
  format: string | undefined,
  author: string,
  language: StaffLanguage,
): Promise<Omit<Download, "name"> | undefined> {
  const t = serverI18n(language).getFixedT(language, "records");
  switch (format) {
    case "pdf":
      return {
        mediaType: "application/pdf",
        content: await paperPdf(paper, author, {
          asOf: t("paper.asOf", { day: formatDay(paper.day, language) }),
          pageOf: t("paper.pageOf", { page: "{{page}}", total: "{{total}}" }),
          continued: t("paper.continued", { label: "{{label}}" }),
          missing: t("paper.missing"),
          toCheck: t("paper.toCheck"),
          source: t("paper.source"),
        }),
      };
    case "csv":
      return {
        mediaType: "text/csv; charset=utf-8",
        content: paperCsv(paper, {
          section: t("paper.columns.section"),
          row: t("paper.columns.row"),
          value: t("paper.columns.value"),
          open: t("paper.columns.open"),
        }),
      };
    case "json":
      return { mediaType: "application/json", content: paperJson(paper) };
    default:
      return undefined;
  }
}
