import { useTranslation } from "react-i18next";
import type { PaymentSettings } from "#app/administration/payment-settings.server.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";

interface PaymentCheckPanelProps {
  readonly ars: string;
  readonly settings: Pick<PaymentSettings, "checked" | "checkedAt">;
}

/** Whether the payment service answers, when it was asked last. */
export function PaymentCheckPanel({ ars, settings }: PaymentCheckPanelProps) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  const { checked, checkedAt } = settings;
  return (
    <section>
      <h2 className="section-title">{t("check.title")}</h2>
      {checked && checkedAt ? (
        <>
          <p>{t("check.at", { at: formatShortDateTime(checkedAt, language) })}</p>
          <p>
            <Badge kind={checked.ok ? "success" : "danger"}>
              {checked.ok ? t("check.ok") : t("check.failed")}
            </Badge>{" "}
            <span lang="en">{checked.detail}</span>
          </p>
        </>
      ) : (
        <p>{t("check.never")}</p>
      )}
      <form method="post" action={`/verwaltung/zahlung?gemeinde=${ars}`}>
        <ActionButton intent="check">{t("check.now")}</ActionButton>
      </form>
    </section>
  );
}
