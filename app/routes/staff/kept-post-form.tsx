import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";

interface KeptPostProps {
  /** Where it was going. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Fields of the staff's forms in which one writes. */
const written: ReadonlySet<string> = new Set(["note", "subject", "body", "address", "enforcement"]);

/** What was posted after the session had ended, to be sent by whoever has signed in again. */
export function KeptPostForm({ action, fields }: KeptPostProps) {
  const { t } = useTranslation("casework");
  const texts = fields.filter(([name, value]) => written.has(name) && value.trim() !== "");
  return (
    <form className="stack" method="post" action={action}>
      <Alert kind="info" titleAs="p" live title={t("session.keptLead")} />
      {texts.length > 0 && (
        <section>
          <h2 className="section-title">{t("session.keptTexts")}</h2>
          {texts.map(([name, value]) => (
            <p key={name} className="kept-lines" dir="auto">
              {value}
            </p>
          ))}
        </section>
      )}
      {fields.map(([name, value], index) => (
        <input key={`${name} ${String(index)}`} type="hidden" name={name} value={value} />
      ))}
      <div className="actions">
        <Button>{t("session.keptSend")}</Button>
        <a className="plain-link" href={action}>
          {t("session.keptDrop")}
        </a>
      </div>
    </form>
  );
}
