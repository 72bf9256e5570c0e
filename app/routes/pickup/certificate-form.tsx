import { useTranslation } from "react-i18next";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";

interface CertificateFormProps {
  readonly action: string;
  /** Why what was sent is not stored. */
  readonly wrong:
    { readonly why: "noCertificates" | "noKey" | "refused"; readonly reason: string } | undefined;
}

/** Takes the certificates that were issued for a key. */
export function CertificateForm({ action, wrong }: CertificateFormProps) {
  const { t } = useTranslation("pickup");
  const error = wrong && t(`certificate.${wrong.why}`, { reason: wrong.reason });
  return (
    <form className="page-form" method="post" action={action} encType="multipart/form-data">
      <h2 className="section-title">{t("certificate.title")}</h2>
      {error !== undefined && (
        <ErrorSummary
          heading={t("certificate.problems")}
          errors={[{ name: "certificates", text: error }]}
        />
      )}
      <p>{t("certificate.lead")}</p>
      <FileInput
        name="certificates"
        label={t("certificate.file")}
        hint={t("certificate.fileHint")}
        accept=".pem,.crt,.cer,.txt,application/x-pem-file"
        multiple={false}
        error={error}
        required
      />
      <div className="page-form__actions">
        <ActionButton intent="certify">{t("certificate.upload")}</ActionButton>
      </div>
    </form>
  );
}
