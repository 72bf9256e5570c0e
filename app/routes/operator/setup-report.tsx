import { useTranslation } from "react-i18next";
import type { SetupLine, SetupReport } from "#app/setup/report.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { Table } from "#app/ui/table.tsx";

const badges: Readonly<Record<SetupLine["level"], BadgeKind>> = {
  change: "info",
  same: "neutral",
  fill: "warning",
  left: "warning",
  error: "danger",
};

interface SetupReportProps {
  readonly href: string;
  readonly from: { readonly ars: string; readonly name: string };
  readonly report: SetupReport;
  /** The file, which comes back with the confirmation; absent where it is too large, and has to be chosen once more. */
  readonly text?: string | undefined;
  /** By which it is known again. */
  readonly mark: string;
}

/** What a file would change, line by line, before anything is written. */
export function SetupReportView({ href, from, report, text, mark }: SetupReportProps) {
  const { t } = useTranslation("operator");
  const changes = report.lines.some(({ level }) => level === "change" || level === "fill");
  const mayApply = (report.ok || report.onlyUnknown) && changes;
  return (
    <section className="stack">
      <h2 className="section-title">{t("setup.reportTitle")}</h2>
      <p>{t("setup.from", from)}</p>
      {report.onlyUnknown && <Alert kind="warning" titleAs="p" live title={t("setup.unknown")} />}
      {!report.ok && !report.onlyUnknown && (
        <Alert kind="danger" titleAs="p" live title={t("setup.refused")} />
      )}
      {report.ok && !changes && <Alert kind="info" titleAs="p" live title={t("setup.nothing")} />}
      <Table
        caption={t("setup.caption")}
        captionHidden
        columns={[
          { label: t("setup.what") },
          { label: t("setup.state") },
          { label: t("setup.detail") },
        ]}
        rows={report.lines.map(({ part, subject, level, code, detail }, index) => ({
          key: `${part} ${subject} ${code} ${String(index)}`,
          cells: [
            `${t(`part.${part}`)}${subject === "" ? "" : `: ${subject}`}`,
            <Badge key="level" kind={badges[level]}>
              {t(`level.${level}`)}
            </Badge>,
            `${t(`line.${code}`)}${detail === undefined ? "" : ` (${detail})`}`,
          ],
        }))}
      />
      <form className="page-form" method="post" encType="multipart/form-data" action={href}>
        {text === undefined ? (
          <input type="hidden" name="geprueft" value={mark} />
        ) : (
          <textarea name="inhalt" defaultValue={text} readOnly hidden />
        )}
        {text === undefined && mayApply && (
          <FileInput
            name="datei"
            label={t("setup.file")}
            hint={t("setup.fileAgain")}
            accept=".json,application/json"
            multiple={false}
          />
        )}
        {report.onlyUnknown && changes && (
          <SingleCheckbox
            name="ohne"
            value="ja"
            label={t("setup.withoutLabel")}
            statement={t("setup.without")}
            defaultChecked={false}
          />
        )}
        <div className="actions">
          {mayApply && (
            <Button name="intent" value="apply">
              {t("setup.apply")}
            </Button>
          )}
          <LinkButton look="secondary" href={href}>
            {t("setup.back")}
          </LinkButton>
        </div>
      </form>
    </section>
  );
}
