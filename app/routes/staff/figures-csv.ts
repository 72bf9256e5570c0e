import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadFigures } from "#app/administration/load-figures.server.ts";
import { figuresCsv } from "#app/documents/figures-csv.v2.server.ts";
import { dayOf } from "#app/domain/deadline.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { readFiguresQuery } from "./figures-query.ts";
import { requireStaff } from "./staff-session.server.ts";

/** The figures of a municipality as a table to be saved; as they are shown, what is small held back. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request);
  const t = serverI18n(language).getFixedT(language, "administration");
  const asked = readFiguresQuery(new URL(request.url).searchParams);
  const loaded = await loadFigures(portal, session, asked, language);
  if (loaded.kind === "forbidden") return plainPage(403);
  if (loaded.kind !== "figures") return plainPage(404);
  const { municipality, span, report, reports, comparison, openCases } = loaded;
  const period = span.month ?? `${span.from.slice(0, 7)}-${span.to.slice(0, 7)}`;
  return fileResponse({
    name: `zahlen-${municipality.slug}-${period}.csv`,
    mediaType: "text/csv; charset=utf-8",
    content: figuresCsv(
      {
        period,
        reports: report ? [report] : reports,
        compared: comparison.compared,
        townClass: comparison.townClass,
        ...(report &&
          openCases && {
            open: {
              serviceId: report.serviceId,
              day: dayOf(portal.clock()),
              cases: openCases,
            },
          }),
      },
      {
        columns: [
          t("figures.service"),
          t("figures.csvPeriod"),
          t("figures.csvFigure"),
          t("figures.csvSubject"),
          t("figures.csvValue"),
        ],
        few: t("figures.few"),
        longer: t("figures.longer"),
      },
    ),
  });
}
