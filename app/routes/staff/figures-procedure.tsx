import { useTranslation } from "react-i18next";
import type { OpenCases } from "#app/domain/figures/open-cases.ts";
import type { ProcedureFigures } from "#app/domain/figures/procedure.ts";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { Table } from "#app/ui/table.tsx";
import { useFigureWords } from "./figures-words.ts";

/** How long it takes from filing until somebody has it. */
export function FiguresProcedure({ procedure }: { readonly procedure: ProcedureFigures }) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  return (
    <section>
      <h2 className="section-title">{t("figures.procedure")}</h2>
      <p className="list-note">{t("figures.procedureHint")}</p>
      <Table
        caption={t("figures.procedure")}
        captionHidden
        columns={[
          { label: t("figures.until") },
          { label: t("figures.cases"), numeric: true },
          { label: t("figures.medianTime"), numeric: true },
          { label: t("figures.slowTime"), numeric: true },
        ]}
        rows={(["delivered", "acknowledged", "opened"] as const).map((event) => ({
          key: event,
          cells: [
            t(`figures.${event}`),
            words.count(procedure[event].cases),
            words.minutes(procedure[event].median),
            words.minutes(procedure[event].slow),
          ],
        }))}
      />
      <SummaryList
        rows={[
          {
            key: "decided",
            label: t("figures.decided"),
            values: [words.count(procedure.decided)],
          },
          {
            key: "decidedInTime",
            label: t("figures.decidedInTime"),
            values: [words.share(procedure.decidedInTime)],
          },
        ]}
      />
    </section>
  );
}

/** What the town hall still has to work on, as it is now. */
export function FiguresOpenCases({ cases }: { readonly cases: OpenCases }) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  return (
    <section>
      <h2 className="section-title">{t("figures.openCases")}</h2>
      <p className="list-note">{t("figures.openCasesHint")}</p>
      <Table
        caption={t("figures.openCases")}
        captionHidden
        columns={[
          { label: t("figures.age") },
          { label: t("figures.received"), numeric: true },
          { label: t("figures.inProgress"), numeric: true },
        ]}
        rows={cases.ages.map(({ from, received, inProgress }) => ({
          key: String(from),
          cells: [
            t(`figures.ages.${String(from)}`),
            words.count(received),
            words.count(inProgress),
          ],
        }))}
      />
      <SummaryList
        rows={(["open", "overdue", "unerased"] as const).map((key) => ({
          key,
          label: t(`figures.openCasesOf.${key}`),
          values: [words.count(cases[key])],
        }))}
      />
    </section>
  );
}
