import { useTranslation } from "react-i18next";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { TimeControl } from "./time-control.tsx";

interface FinishFormProps {
  readonly ars: string;
  readonly service: string;
}

/** Right after a service was switched off: until when what was begun may still be filed. */
export function FinishForm({ ars, service }: FinishFormProps) {
  const { t } = useTranslation("window");
  return (
    <form
      method="post"
      action={`/verwaltung/leistungen/${service}/angebot?gemeinde=${ars}`}
      className="page-form"
      noValidate
    >
      <TimeControl name="finishBy" typed={{ "finishBy.time": "23:59" }} error={undefined} />
      <div className="page-form__actions">
        <ActionButton intent="finish">{t("allowFinishing")}</ActionButton>
      </div>
    </form>
  );
}
