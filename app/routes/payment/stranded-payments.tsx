import { useTranslation } from "react-i18next";
import type { StrandedPayment } from "#app/administration/payment-settings.server.ts";
import { formatMoney, formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Table } from "#app/ui/table.tsx";

/** Money that came in and belongs to nothing that was filed; nothing where there is none. */
export function StrandedPayments({ payments }: { readonly payments: readonly StrandedPayment[] }) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  if (payments.length === 0) return null;
  return (
    <section>
      <Alert kind="warning" title={t("payment.stranded")}>
        <p>{t("payment.strandedHint")}</p>
      </Alert>
      <Table
        caption={t("payment.stranded")}
        captionHidden
        columns={[
          { label: t("payment.transaction") },
          { label: t("payment.amount") },
          { label: t("payment.paidAt") },
          { label: t("payment.why") },
        ]}
        rows={payments.map(({ id, transaction, cents, paidAt, kind }) => ({
          key: id,
          cells: [
            <code key="transaction">{transaction}</code>,
            formatMoney(cents, language),
            paidAt ? formatShortDateTime(paidAt, language) : "",
            t(`payment.kind.${kind}`),
          ],
        }))}
      />
    </section>
  );
}
