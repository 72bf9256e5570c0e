import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ComparedRow, LoadedComparison } from "#app/administration/load-comparison.server.ts";
import { reviewPage } from "#app/domain/figures/figure.ts";
import { readMeasure } from "#app/domain/figures/measures.ts";
import { Bar } from "#app/ui/bar.tsx";
import { Table } from "#app/ui/table.tsx";
import { monthName, useFigureWords } from "./figures-words.ts";

interface FiguresComparisonProps {
  readonly comparison: LoadedComparison;
  readonly serviceId: string;
  /** Whether the figures above are those of the same month. */
  readonly oneMonth: boolean;
}

/** A service beside the median of towns of the same size, in the newest closed month that was asked for. */
export function FiguresComparison({ comparison, serviceId, oneMonth }: FiguresComparisonProps) {
  const { t, i18n } = useTranslation("administration");
  const { townClass, months, compared } = comparison;
  // The newest first: what can be compared is shown before a month in which nothing can.
  const found = compared.find((one) => one.serviceId === serviceId);
  const month = found?.month ?? months[0];
  const size = townClass && t(`figures.compare.classes.${townClass}`);
  return (
    <section>
      <h2 className="section-title">{t("figures.compare.title")}</h2>
      {size === undefined && <p>{t("figures.compare.noClass")}</p>}
      {size !== undefined && month === undefined && <p>{t("figures.compare.notClosed")}</p>}
      {size !== undefined && month !== undefined && (
        <>
          <p className="list-note">
            {t("figures.compare.hint", { month: monthName(month, i18n.language), size })}{" "}
            {!oneMonth && t("figures.compare.newest")}
          </p>
          {found ? (
            <Measures rows={found.rows} month={monthName(month, i18n.language)} />
          ) : (
            <p>{t("figures.compare.tooFew")}</p>
          )}
          <p className="list-note">{t("figures.compare.source")}</p>
        </>
      )}
    </section>
  );
}

interface MeasuresProps {
  readonly rows: readonly ComparedRow[];
  readonly month: string;
}

function Measures({ rows, month }: MeasuresProps) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  const nameOf = ({ measure, place }: ComparedRow): ReactNode => {
    const read = readMeasure(measure);
    // The review is a page of no definition.
    const called = place?.text ?? (read.place === reviewPage ? t("figures.review") : read.place);
    return t(`figures.compare.measures.${read.kind}`, { place: called });
  };
  return (
    <Table
      caption={t("figures.compare.caption", { month })}
      captionHidden
      columns={[
        { label: t("figures.compare.measure") },
        { label: t("figures.compare.own") },
        { label: t("figures.compare.median") },
        { label: t("figures.compare.inWords") },
        { label: t("figures.compare.towns"), numeric: true },
      ]}
      rows={rows.map((row) => {
        const { measure, own, median, towns, standing } = row;
        const most = Math.max(own ?? 0, median);
        return {
          key: measure,
          cells: [
            nameOf(row),
            <span key="own">
              {words.measure(measure, own)}
              {own !== undefined && most > 0 && <Bar share={own / most} />}
            </span>,
            <span key="median">
              {words.measure(measure, median)}
              {most > 0 && <Bar share={median / most} />}
            </span>,
            t(`figures.compare.standing.${standing ?? "none"}`),
            words.count(towns),
          ],
        };
      })}
    />
  );
}
