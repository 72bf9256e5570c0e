import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadReadiness } from "#app/administration/readiness.server.ts";
import { readinessPdf, type ReadinessWords } from "#app/documents/readiness-pdf.v1.server.ts";
import { safeFileName } from "#app/documents/safe-file-name.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { Light } from "#app/domain/readiness-check.ts";
import { fileResponse } from "../file-response.server.ts";
import { inLanguage, offeringRequest } from "./offering-request.server.ts";
import { wordChecks } from "./readiness-words.server.ts";

/** Whether an offering may go online, looked at now, as a document to be kept. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { session, language, key } = await offeringRequest(request, params["service"], portal);
  const found = await loadReadiness(portal, session, key);
  if (found.kind === "unknown") return plainPage(404);
  const { municipality, service, version, at, light, checks } = found;
  const report = {
    language,
    municipality: { ars: municipality.ars, name: municipality.name },
    service: { id: service.id, name: inLanguage(service.name, language) },
    version,
    at: at.toISOString(),
    light,
    checks: wordChecks(checks, session, key, language).map(({ remedy, ask, ...check }) => ({
      ...check,
      ...(remedy && { remedy: ask?.text ?? remedy.text }),
    })),
  };
  const parts = ["bereit", municipality.slug, service.id, report.at.slice(0, 10)];
  return fileResponse({
    name: safeFileName(`${parts.join("-")}.pdf`),
    mediaType: "application/pdf",
    content: await readinessPdf(report, wordsOf(language, light, formatDateTime(at, language))),
  });
}

function wordsOf(language: Language, light: Light, time: string): ReadinessWords {
  const t = serverI18n(language).getFixedT(language, "readiness");
  return {
    title: t("title"),
    result: t("report.result"),
    overall: t(`light.${light}.title`),
    consequence: t(`light.${light}.text`),
    municipality: t("report.municipality"),
    service: t("report.service"),
    version: t("report.version"),
    checkedAt: t("report.checkedAt"),
    time,
    checks: t("report.checks"),
    toDo: t("report.toDo", { text: "{{text}}" }),
    pageOf: t("report.pageOf", { page: "{{page}}", total: "{{total}}" }),
    continued: t("report.continued", { label: "{{label}}" }),
    source: t("report.source"),
  };
}
