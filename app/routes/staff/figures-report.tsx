import { useTranslation } from "react-i18next";
import type { LoadedComparison } from "#app/administration/load-comparison.server.ts";
import type { OpenCases } from "#app/domain/figures/open-cases.ts";
import type { FiguresReport } from "#app/domain/figures/report.ts";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { FiguresComparison } from "./figures-comparison.tsx";
import { FiguresErrors } from "./figures-errors.tsx";
import { FiguresMonths } from "./figures-months.tsx";
import { FiguresPages } from "./figures-pages.tsx";
import { FiguresOpenCases, FiguresProcedure } from "./figures-procedure.tsx";
import { FiguresSpread } from "./figures-spread.tsx";
import { useFigureWords } from "./figures-words.ts";

interface FiguresReportViewProps {
  readonly report: FiguresReport;
  readonly comparison: LoadedComparison;
  readonly openCases: OpenCases | undefined;
}

/** The figures of one service: numbers first, each with its table. */
export function FiguresReportView({ report, comparison, openCases }: FiguresReportViewProps) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  const counts = [
    "visits",
    "pageViews",
    "starts",
    "filed",
    "comments",
    "undelivered",
    "resumed",
    "discarded",
    "expired",
  ] as const;
  const shares = ["conversion", "refusedShare", "withoutScripts"] as const;
  const facts = [
    ...counts.map((key) => ({ key, values: [words.count(report[key])] })),
    ...shares.map((key) => ({ key, values: [words.share(report[key])] })),
    { key: "satisfaction", values: [words.mean(report.satisfaction)] },
  ];
  return (
    <>
      <section>
        <h2 className="section-title">{t("figures.kpis")}</h2>
        <SummaryList rows={facts.map((fact) => ({ ...fact, label: t(`figures.${fact.key}`) }))} />
      </section>
      <FiguresComparison
        comparison={comparison}
        serviceId={report.serviceId}
        oneMonth={report.months.length === 1}
      />
      {report.months.length > 1 && <FiguresMonths months={report.months} />}
      <FiguresProcedure procedure={report.procedure} />
      {openCases && <FiguresOpenCases cases={openCases} />}
      <FiguresPages pages={report.pages} />
      <FiguresErrors errors={report.errors} files={report.filesRefused} />
      <FiguresSpread
        title={t("figures.ratings")}
        name={t("figures.rating")}
        rows={report.ratings.map(({ rating, count }) => ({
          key: rating,
          label: t(`portal:feedback.ratings.${rating}`),
          count,
        }))}
      />
      <FiguresSpread
        title={t("figures.durations")}
        name={t("figures.duration")}
        rows={report.durations.map(({ from, count }) => ({
          key: String(from),
          label: t(`figures.durationClasses.${String(from)}`),
          count,
        }))}
      />
    </>
  );
}
