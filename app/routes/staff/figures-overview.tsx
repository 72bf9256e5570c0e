import { useTranslation } from "react-i18next";
import type { PortalFigures } from "#app/administration/load-figures.server.ts";
import type { FiguresReport } from "#app/domain/figures/report.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import { figuresHref } from "./figures-query.ts";
import { useFigureWords } from "./figures-words.ts";

interface ServicesTableProps {
  readonly reports: readonly FiguresReport[];
  readonly hrefOf: (service: string) => string;
}

/** The services of a municipality beside each other. */
export function ServicesTable({ reports, hrefOf }: ServicesTableProps) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  return (
    <Table
      caption={t("figures.overview")}
      columns={[
        { label: t("figures.service") },
        { label: t("figures.visits"), numeric: true },
        { label: t("figures.starts"), numeric: true },
        { label: t("figures.filed"), numeric: true },
        { label: t("figures.conversion"), numeric: true },
        { label: t("figures.satisfaction"), numeric: true },
      ]}
      rows={reports.map((report) => ({
        key: report.serviceId,
        cells: [
          <a key="name" href={hrefOf(report.serviceId)} lang={report.name.language}>
            {report.name.text}
          </a>,
          words.count(report.visits),
          words.count(report.starts),
          words.count(report.filed),
          words.share(report.conversion),
          words.mean(report.satisfaction),
        ],
      }))}
    />
  );
}

/** All municipalities beside each other, for the operator. */
export function PortalTable({
  rows,
  from,
  to,
}: {
  readonly rows: PortalFigures["rows"];
  /** First and last month. */
  readonly from: string;
  readonly to: string;
}) {
  const { t } = useTranslation("administration");
  const words = useFigureWords();
  if (rows.length === 0)
    return <EmptyState title={t("figures.empty")}>{t("figures.emptyHint")}</EmptyState>;
  return (
    <Table
      caption={t("figures.portalTitle")}
      captionHidden
      columns={[
        { label: t("figures.municipality") },
        { label: t("figures.visits"), numeric: true },
        { label: t("figures.starts"), numeric: true },
        { label: t("figures.filed"), numeric: true },
        { label: t("figures.conversion"), numeric: true },
      ]}
      rows={rows.map(({ ars, name, visits, starts, filed, conversion }) => ({
        key: ars,
        cells: [
          <a key="name" href={figuresHref({ ars, service: undefined, from, to })}>
            {name}
          </a>,
          words.count(visits),
          words.count(starts),
          words.count(filed),
          words.share(conversion),
        ],
      }))}
    />
  );
}
