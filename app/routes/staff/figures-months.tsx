import { useTranslation } from "react-i18next";
import type { MonthFigures } from "#app/domain/figures/by-month.ts";
import { Table } from "#app/ui/table.tsx";
import { monthName, useFigureWords } from "./figures-words.ts";

/** A service month by month, the newest first. */
export function FiguresMonths({ months }: { readonly months: readonly MonthFigures[] }) {
  const { t, i18n } = useTranslation("administration");
  const words = useFigureWords();
  return (
    <section>
      <h2 className="section-title">{t("figures.months")}</h2>
      <Table
        caption={t("figures.months")}
        captionHidden
        columns={[
          { label: t("figures.monthColumn") },
          { label: t("figures.starts"), numeric: true },
          { label: t("figures.filed"), numeric: true },
          { label: t("figures.conversion"), numeric: true },
          { label: t("figures.satisfactionShort"), numeric: true },
          { label: t("figures.durationShort"), numeric: true },
          { label: t("figures.deliveredShort"), numeric: true },
          { label: t("figures.acknowledgedShort"), numeric: true },
          { label: t("figures.openedShort"), numeric: true },
          { label: t("figures.decidedInTime"), numeric: true },
        ]}
        rows={months.map((month) => ({
          key: month.month,
          cells: [
            monthName(month.month, i18n.language),
            words.count(month.starts),
            words.count(month.filed),
            words.share(month.conversion),
            words.mean(month.satisfaction),
            words.duration(month.duration),
            words.minutes(month.delivered.median),
            words.minutes(month.acknowledged.median),
            words.minutes(month.opened.median),
            words.share(month.decidedInTime),
          ],
        }))}
      />
    </section>
  );
}
