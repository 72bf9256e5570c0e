import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";

/** Begins a sitting at a device that others use after oneself. */
export function SharedDeviceOffer() {
  const { t } = useTranslation("portal");
  return (
    <form method="post" className="no-print">
      <Button look="tertiary" name="intent" value="shared">
        {t("shared.offer")}
      </Button>
      <p className="list-note">{t("shared.offerHint")}</p>
    </form>
  );
}
