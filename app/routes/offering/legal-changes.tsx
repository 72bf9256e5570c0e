import { useTranslation } from "react-i18next";
import { Table } from "#app/ui/table.tsx";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import type { ShownLegalChange } from "./shown-legal.server.ts";

export interface LegalChangesProps {
  readonly to: string;
  readonly changes: readonly ShownLegalChange[];
}

/** More are behind a disclosure. */
const mostOpen = 10;

/** What a newer version changes for everybody that may give or take a right. */
export function LegalChanges({ to, changes }: LegalChangesProps) {
  const { t } = useTranslation("offering");
  const titleOf = usePlaceTitle();
  if (changes.length === 0) return <p>{t("merge.noLegal")}</p>;
  const title = t("merge.legal", { to, count: changes.length });
  return (
    <details className="stack" open={changes.length <= mostOpen}>
      <summary>{title}</summary>
      <Table
        caption={title}
        captionHidden
        columns={[
          { label: t("clash.place") },
          { label: t("revision.before") },
          { label: t("revision.after") },
        ]}
        rows={changes.map((change, index) => ({
          // Two rules may come from one sentence.
          key: `${String(index)} ${change.place}`,
          cells: [
            titleOf(change),
            <ShownLines key="before" value={change.before} />,
            <ShownLines key="after" value={change.after} />,
          ],
        }))}
      />
    </details>
  );
}
