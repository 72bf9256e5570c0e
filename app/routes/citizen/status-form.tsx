import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface StatusFormProps {
  readonly typed: { readonly reference: string; readonly code: string } | undefined;
  readonly mistyped: readonly ("reference" | "code")[];
}

/** Asks for reference and code. A link with both behind `#` fills them in where there are scripts. */
export function StatusForm({ typed, mistyped }: StatusFormProps) {
  const { t } = useTranslation(["proof", "forms"]);
  const errorOf = (field: "reference" | "code") => {
    if (!mistyped.includes(field)) return undefined;
    return t(typed?.[field].trim() === "" ? `status.${field}Missing` : `status.${field}Mistyped`);
  };
  const errors = [
    { name: "vorgangsnummer", text: errorOf("reference") },
    { name: "code", text: errorOf("code") },
  ].flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
  return (
    <>
      {errors.length > 0 && <ErrorSummary heading={t("forms:problem")} errors={errors} />}
      <form className="page-form" method="post" id="status-form">
        <TextInput
          name="vorgangsnummer"
          label={t("status.reference")}
          hint={t("status.referenceHint")}
          defaultValue={typed?.reference}
          error={errorOf("reference")}
          autoCapitalize="characters"
          spellCheck={false}
          autoComplete="off"
          required
          width={20}
        />
        <TextInput
          name="code"
          label={t("status.code")}
          hint={t("status.codeHint")}
          defaultValue={typed?.code}
          error={errorOf("code")}
          autoCapitalize="characters"
          spellCheck={false}
          autoComplete="off"
          required
          width={20}
        />
        <div className="page-form__actions">
          <Button>{t("status.submit")}</Button>
        </div>
      </form>
      {/* No part of the application: it only reads what the address holds behind `#`. */}
      <script src="/status-link.js" defer />
    </>
  );
}
