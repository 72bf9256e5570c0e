import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface StatusFormProps {
  readonly typed: { readonly reference: string; readonly code: string } | undefined;
  readonly mistyped: readonly ("reference" | "code")[];
}

/** Asks for reference and code. A link with both behind `#` fills them in where there are scripts. */
export function StatusForm({ typed, mistyped }: StatusFormProps) {
  const { t, plain } = useTexts(["proof", "forms"]);
  const wrongOf = (field: "reference" | "code") => {
    if (!mistyped.includes(field)) return undefined;
    return typed?.[field].trim() === "" ? `status.${field}Missing` : `status.${field}Mistyped`;
  };
  const [wrongReference, wrongCode] = [wrongOf("reference"), wrongOf("code")];
  const errors = [
    { name: "vorgangsnummer", key: wrongReference },
    { name: "code", key: wrongCode },
  ].flatMap(({ name, key }) =>
    key === undefined ? [] : [{ name, text: plain(key), shown: t(key) }],
  );
  return (
    <>
      {errors.length > 0 && <ErrorSummary heading={t("forms:problem")} errors={errors} />}
      <form className="page-form" method="post" id="status-form">
        <TextInput
          name="vorgangsnummer"
          label={t("status.reference")}
          hint={t("status.referenceHint")}
          defaultValue={typed?.reference}
          error={wrongReference && t(wrongReference)}
          dir="ltr"
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
          error={wrongCode && t(wrongCode)}
          dir="ltr"
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
