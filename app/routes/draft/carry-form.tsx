import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface CarryFormProps {
  /** Where the file is made. */
  readonly action: string;
  /** The passphrase before was too short. */
  readonly refused: boolean;
}

/** Offers the answers as a file that opens with a passphrase, for other applications. */
export function CarryForm({ action, refused }: CarryFormProps) {
  const { t, plain } = useTexts("draft");
  return (
    <section className="stack no-print">
      <h2 className="section-title">{t("carry.title")}</h2>
      <p>{t("carry.what")}</p>
      {refused && (
        <ErrorSummary
          heading={t("resume.problem")}
          errors={[{ name: "passphrase", text: plain("carry.short"), shown: t("carry.short") }]}
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
          error={refused ? t("carry.short") : undefined}
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
