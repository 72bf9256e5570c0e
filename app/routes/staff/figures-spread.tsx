import { useTranslation } from "react-i18next";
import type { Shown } from "#app/domain/figures/suppress.ts";
import { Bar } from "#app/ui/bar.tsx";
import { Table } from "#app/ui/table.tsx";
import { useFigureWords } from "./figures-words.ts";

interface FiguresSpreadProps {
  readonly title: string;
  /** Title of the first column. */
  readonly name: string;
  readonly rows: readonly { readonly key: string; readonly label: string; readonly count: Shown }[];
}

/** How a number spreads over classes. */
export function FiguresSpread({ title, name, rows }: FiguresSpreadProps) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  const most = Math.max(1, ...rows.map(({ count }) => (count === "few" ? 0 : count)));
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      <Table
        caption={title}
        captionHidden
        columns={[{ label: name }, { label: t("figures.count") }]}
        rows={rows.map(({ key, label, count }) => ({
          key,
          cells: [
            label,
            <span key="count">
              {words.count(count)}
              {count !== "few" && <Bar share={count / most} />}
            </span>,
          ],
        }))}
      />
    </section>
  );
}
