import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";

interface CatalogueSwitchProps {
  /** Address that answers the press. */
  readonly action: string;
  readonly ars: string;
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
}

/** Switches a service of a municipality on or off. */
export function CatalogueSwitch({ action, ars, id, name, online }: CatalogueSwitchProps) {
  const { t } = useTranslation("administration");
  return (
    <form method="post" action={action}>
      <input type="hidden" name="gemeinde" value={ars} />
      <input type="hidden" name="service" value={id} />
      <Button look="secondary" name="intent" value={online ? "turnOff" : "turnOn"} context={name}>
        {online ? t("catalogue.turnOff") : t("catalogue.turnOn")}
      </Button>
    </form>
  );
}
