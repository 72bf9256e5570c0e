import type { PaymentStatus } from "#app/domain/payment.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface PaymentAlertProps {
  readonly status: PaymentStatus | "differs";
  /** What just went wrong. */
  readonly trouble?: "unavailable" | "starting" | undefined;
  readonly values?: Readonly<Record<string, string>>;
}

/** How a payment stands, where there is something to say. */
export function PaymentAlert({ status, trouble, values = {} }: PaymentAlertProps) {
  const { t } = useTexts("payment");
  if (trouble)
    return (
      <Alert kind="warning" live title={t(trouble)}>
        <p>{t(`hint.${trouble}`)}</p>
      </Alert>
    );
  switch (status) {
    case "starting":
    case "started":
      return (
        <Alert kind="info" title={t(status)}>
          <p>{t(`hint.${status}`)}</p>
        </Alert>
      );
    case "failed":
    case "cancelled":
    case "expired":
      return (
        <Alert kind="warning" title={t(status)}>
          <p>{t("unpaidHint")}</p>
        </Alert>
      );
    case "differs":
      return (
        <Alert kind="warning" title={t("differs")}>
          <p>{t("differsHint", values)}</p>
        </Alert>
      );
    default:
      return null;
  }
}
