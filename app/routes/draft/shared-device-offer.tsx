import { Button } from "#app/ui/button.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** Begins a sitting at a device that others use after oneself. */
export function SharedDeviceOffer() {
  const { t } = useTexts("portal");
  return (
    <form method="post" className="no-print">
      <Button look="tertiary" name="intent" value="shared">
        {t("shared.offer")}
      </Button>
      <p className="list-note">{t("shared.offerHint")}</p>
    </form>
  );
}
