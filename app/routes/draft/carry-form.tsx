import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface CarryFormProps {
  /** Where the file is made. */
  readonly action: string;
  /** The passphrase before was too short. */
  readonly refused: boolean;
}

/** Offers the answers as a file that opens with a passphrase, for other applications. */
export function CarryForm({ action, refused }: CarryFormProps) {
  const { t } = useTranslation("draft");
  const error = refused ? t("carry.short") : undefined;
  return (
    <section className="stack no-print">
      <h2 className="section-title">{t("carry.title")}</h2>
      <p>{t("carry.what")}</p>
      {error !== undefined && (
        <ErrorSummary
          heading={t("resume.problem")}
          errors={[{ name: "passphrase", text: error }]}
        />
      )}
      <form method="post" action={action} className="page-form">
        <TextInput
          name="passphrase"
          type="password"
          label={t("carry.passphrase")}
          hint={t("carry.hint")}
          autoComplete="new-password"
          width={30}
          required
          error={error}
        />
        <div className="page-form__actions">
          <Button look="secondary" icon="download">
            {t("carry.download")}
          </Button>
        </div>
      </form>
    </section>
  );
}
