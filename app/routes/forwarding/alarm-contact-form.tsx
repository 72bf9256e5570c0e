import { useTranslation } from "react-i18next";
import type { AlarmContact } from "#app/administration/alarm-contact.server.ts";
import type { ShownFacts } from "#app/administration/seen.server.ts";
import { Button } from "#app/ui/button.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { OvertakenAlert, SeenMark } from "../staff/overtaken.tsx";

interface AlarmContactFormProps {
  readonly ars: string;
  readonly contact: AlarmContact;
  readonly seen: string | undefined;
  readonly wrong: readonly ("mail" | "webhook")[];
  /** What somebody else has saved since the form was shown. */
  readonly theirs: ShownFacts | undefined;
}

/** Who is told when something does not arrive. */
export function AlarmContactForm({ ars, contact, seen, wrong, theirs }: AlarmContactFormProps) {
  const { t } = useTranslation("forwarding");
  const optionalMark = t("destination.optional");
  return (
    <form className="page-form" method="post" action={`/verwaltung/ziele?gemeinde=${ars}`}>
      <h2 className="section-title">{t("alarm.contact.title")}</h2>
      <p>{t("alarm.contact.lead")}</p>
      {theirs && (
        <OvertakenAlert
          theirs={theirs}
          typed={{ ...contact }}
          labels={{ mail: t("alarm.contact.mail"), webhook: t("alarm.contact.webhook") }}
        />
      )}
      <SeenMark seen={seen} />
      <TextInput
        name="mail"
        label={t("alarm.contact.mail")}
        optionalMark={optionalMark}
        defaultValue={contact.mail}
        error={wrong.includes("mail") ? t("alarm.contact.badMail") : undefined}
      />
      <TextInput
        name="webhook"
        label={t("alarm.contact.webhook")}
        optionalMark={optionalMark}
        defaultValue={contact.webhook}
        error={wrong.includes("webhook") ? t("alarm.contact.badWebhook") : undefined}
      />
      <div className="actions">
        <Button look="secondary" name="intent" value="alarms">
          {t("alarm.contact.save")}
        </Button>
      </div>
    </form>
  );
}
