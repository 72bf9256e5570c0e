import { useTranslation } from "react-i18next";
import { FeeView } from "#app/forms/fee-view.tsx";
import { shown } from "#app/forms/shown.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { Preview } from "./previewed.ts";
import { ShownLines } from "./shown-lines.tsx";

/** What an example person would pay, as the review tells it, and the whole table by which it is reckoned. */
export function PreviewFees({ preview }: { readonly preview: Extract<Preview, { kind: "fees" }> }) {
  const { t } = useTranslation("offering");
  const { fee, table, example } = preview;
  return (
    <>
      {fee && <p>{shown(fee)}</p>}
      {example ? (
        <>
          <p className="list-note">{t("preview.example")}</p>
          <FeeView fees={example} titleAs="h3" />
        </>
      ) : (
        <p className="list-note">{t("preview.noExample")}</p>
      )}
      <section>
        <h3 className="section-title">{t("preview.table")}</h3>
        <SummaryList
          rows={table.map(({ entry, label, amount }) => ({
            key: entry,
            label: shown(label),
            values: [<ShownLines key={entry} value={amount} />],
          }))}
        />
      </section>
    </>
  );
}
