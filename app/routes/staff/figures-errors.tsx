import { useTranslation } from "react-i18next";
import type { ErrorFigures, FiguresReport } from "#app/domain/figures/report.ts";
import { Table } from "#app/ui/table.tsx";
import { useFigureWords } from "./figures-words.ts";

interface FiguresErrorsProps {
  readonly errors: readonly ErrorFigures[];
  readonly files: FiguresReport["filesRefused"];
}

/** At which questions people get stuck, and with what. */
export function FiguresErrors({ errors, files }: FiguresErrorsProps) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  return (
    <section>
      <h2 className="section-title">{t("figures.errors")}</h2>
      {errors.length === 0 ? (
        <p>{t("figures.noErrors")}</p>
      ) : (
        <Table
          caption={t("figures.errors")}
          captionHidden
          columns={[
            { label: t("figures.field") },
            { label: t("figures.error") },
            { label: t("figures.count"), numeric: true },
          ]}
          rows={errors.map(({ path, label, code, count }) => ({
            key: `${path} ${code}`,
            cells: [
              label ? (
                <span lang={label.language}>{label.text}</span>
              ) : (
                path || t("figures.wholeForm")
              ),
              <code key="code">{code}</code>,
              words.count(count),
            ],
          }))}
        />
      )}
      {files.length > 0 && (
        <Table
          caption={t("figures.files")}
          columns={[{ label: t("figures.reason") }, { label: t("figures.count"), numeric: true }]}
          rows={files.map(({ reason, count }) => ({
            key: reason,
            cells: [<code key="reason">{reason}</code>, words.count(count)],
          }))}
        />
      )}
    </section>
  );
}
