import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";

/** What can be done about a delivery that is sent and not acknowledged: ask again, or send it anew at one's own risk. */
export function Unconfirmed({
  ars,
  id,
  unconfirmed,
}: {
  readonly ars: string;
  readonly id: string;
  readonly unconfirmed: boolean;
}) {
  const { t } = useTranslation("forwarding");
  const action = `/verwaltung/zustellungen?gemeinde=${ars}`;
  return (
    <>
      {unconfirmed && (
        <Alert kind="warning" titleAs="h2" title={t("delivery.unconfirmed")}>
          {t("delivery.unconfirmedHint")}
        </Alert>
      )}
      <form method="post" action={action}>
        <input type="hidden" name="zustellung" value={id} />
        <ActionButton intent="ask">{t("delivery.ask")}</ActionButton>
      </form>
      {unconfirmed && (
        <details>
          <summary>{t("delivery.anew")}</summary>
          <form method="post" action={action}>
            <input type="hidden" name="zustellung" value={id} />
            <p>{t("delivery.anewWarning")}</p>
            <ActionButton intent="anew">{t("delivery.anewConfirm")}</ActionButton>
          </form>
        </details>
      )}
    </>
  );
}
