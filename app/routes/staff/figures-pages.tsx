import { useTranslation } from "react-i18next";
import type { PageFigures } from "#app/domain/figures/report.ts";
import { Bar } from "#app/ui/bar.tsx";
import { Table } from "#app/ui/table.tsx";
import { useFigureWords } from "./figures-words.ts";

/** How many got how far, page by page. */
export function FiguresPages({ pages }: { readonly pages: readonly PageFigures[] }) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  const most = Math.max(1, ...pages.map(({ done }) => (done === "few" ? 0 : done)));
  return (
    <section>
      <h2 className="section-title">{t("figures.pages")}</h2>
      <p className="list-note">{t("figures.pagesHint")}</p>
      <Table
        caption={t("figures.pages")}
        captionHidden
        columns={[
          { label: t("figures.page") },
          { label: t("figures.views"), numeric: true },
          { label: t("figures.reached"), numeric: true },
          { label: t("figures.left"), numeric: true },
          { label: t("figures.leftShare"), numeric: true },
          { label: t("figures.done") },
        ]}
        rows={pages.map(({ id, title, views, reached, done, left, leftShare }) => ({
          key: id,
          cells: [
            title ? <span lang={title.language}>{title.text}</span> : t("figures.review"),
            words.count(views),
            words.count(reached),
            words.count(left),
            words.share(leftShare),
            <span key="done">
              {words.count(done)}
              {done !== "few" && <Bar share={done / most} />}
            </span>,
          ],
        }))}
      />
    </section>
  );
}
