import { useTranslation } from "react-i18next";
import type { AuditKind } from "#app/administration/audit-kinds.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import { auditHref, type AuditQuery } from "./audit-query.ts";

interface AuditEntriesProps {
  /** Undefined: the operator's own log. */
  readonly ars: string | undefined;
  readonly asked: AuditQuery;
  readonly lines: readonly {
    readonly id: number;
    readonly time: string;
    readonly kind: AuditKind;
    readonly text: string;
  }[];
  readonly older: number | undefined;
}

/** A page of the log, and the ways to the pages before and behind it. */
export function AuditEntries({ ars, asked, lines, older }: AuditEntriesProps) {
  const { t } = useTranslation("people");
  return (
    <>
      {lines.length === 0 ? (
        <EmptyState title={t("log.empty")}>{t("log.emptyHint")}</EmptyState>
      ) : (
        <Table
          caption={t("log.caption")}
          columns={[{ label: t("log.when") }, { label: t("log.what") }, { label: t("log.about") }]}
          rows={lines.map(({ id, time, kind, text }) => ({
            key: String(id),
            cells: [time, text, t(`kinds.${kind}`)],
          }))}
        />
      )}
      <nav className="actions log-pages" aria-label={t("log.caption")}>
        {asked.before !== undefined && (
          <LinkButton look="secondary" href={auditHref(ars, asked)}>
            {t("log.newest")}
          </LinkButton>
        )}
        {older !== undefined && (
          <LinkButton look="secondary" href={auditHref(ars, asked, { before: older })}>
            {t("log.older")}
          </LinkButton>
        )}
        {lines.length > 0 && (
          <LinkButton look="tertiary" href={auditHref(ars, asked, { ending: ".csv" })} download>
            {t("log.csv")}
          </LinkButton>
        )}
      </nav>
    </>
  );
}
