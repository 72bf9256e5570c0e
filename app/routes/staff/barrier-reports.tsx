import { useTranslation } from "react-i18next";
import type { ListedReport } from "#app/administration/accessibility.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";

interface BarrierReportsProps {
  readonly ars: string;
  readonly reports: readonly (Omit<ListedReport, "reportedAt"> & { readonly time: string })[];
}

/** Barriers that citizens told of, those that wait for an answer first. */
export function BarrierReports({ ars, reports }: BarrierReportsProps) {
  const { t } = useTranslation("administration");
  return (
    <section>
      <h2 className="section-title">{t("accessibility.reports")}</h2>
      <p>{t("accessibility.kept")}</p>
      {reports.length === 0 ? (
        <p>{t("accessibility.noReports")}</p>
      ) : (
        <Table
          caption={t("accessibility.reports")}
          captionHidden
          columns={[
            { label: t("accessibility.reportedAt") },
            { label: t("accessibility.what") },
            { label: t("accessibility.page") },
            { label: t("accessibility.reply") },
            { label: t("accessibility.state") },
          ]}
          rows={reports.map(({ id, time, what, page, reply, answered }) => ({
            key: id,
            cells: [
              time,
              <p key="what" className="kept-lines" dir="auto">
                {what}
              </p>,
              page === "" ? "–" : page,
              reply === "" ? "–" : reply,
              answered ? (
                <Badge key="state" kind="success">
                  {t("accessibility.answered")}
                </Badge>
              ) : (
                <Answered key="state" ars={ars} id={id} time={time} />
              ),
            ],
          }))}
        />
      )}
    </section>
  );
}

function Answered({
  ars,
  id,
  time,
}: {
  readonly ars: string;
  readonly id: string;
  readonly time: string;
}) {
  const { t } = useTranslation("administration");
  return (
    <form
      className="row-actions"
      method="post"
      action={`/verwaltung/barrierefreiheit?gemeinde=${ars}`}
    >
      <Badge kind="neutral">{t("accessibility.open")}</Badge>
      <Button look="secondary" name="report" value={id} context={t("accessibility.of", { time })}>
        {t("accessibility.markAnswered")}
      </Button>
    </form>
  );
}
