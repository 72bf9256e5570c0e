import type { FiledFees, Payment } from "#app/domain/submission.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { useTexts } from "#app/ui/use-texts.tsx";
import { useMoney } from "./fee-view.tsx";

interface PaymentViewProps {
  readonly payment: Payment;
  /** What it costs, where that is known. */
  readonly fees: FiledFees | undefined;
  readonly titleAs?: "h2" | "h3";
}

/** What was paid before filing. */
export function PaymentView({ payment, fees, titleAs: Title = "h2" }: PaymentViewProps) {
  const { t, i18n } = useTexts("forms");
  const money = useMoney();
  const language = isLanguage(i18n.language) ? i18n.language : defaultLanguage;
  const { amountCents, paidAt, method, transactionReference, transactionId } = payment;
  const rows = [
    [t("payment.amount"), money(amountCents)],
    ...(paidAt === undefined ? [] : [[t("payment.at"), formatDateTime(paidAt, language)]]),
    [t("payment.method"), t(`payment.methods.${method}`)],
    [t("payment.reference"), <bdi key="id">{transactionReference ?? transactionId}</bdi>],
  ] as const;
  return (
    <section className="answer-summary fees">
      <div className="answer-summary__header">
        <Title className="answer-summary__title">{t("payment.title")}</Title>
      </div>
      <dl className="answer-summary__rows">
        {rows.map(([label, value], index) => (
          // Always the same rows in the same order.
          <div className="answer-summary__row" key={index}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {fees && fees.total !== amountCents && <p className="list-note">{t("payment.differs")}</p>}
    </section>
  );
}
