import { useTranslation } from "react-i18next";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface NewPasswordProps {
  readonly label: string;
  readonly errorOf: (control: "password" | "repeated") => string | undefined;
}

/** A new password, typed twice. */
export function NewPassword({ label, errorOf }: NewPasswordProps) {
  const { t } = useTranslation("people");
  return (
    <>
      <TextInput
        name="password"
        type="password"
        label={label}
        hint={t("accept.passwordHint")}
        error={errorOf("password")}
        autoComplete="new-password"
        required
        width={30}
      />
      <TextInput
        name="repeated"
        type="password"
        label={t("accept.repeated")}
        error={errorOf("repeated")}
        autoComplete="new-password"
        required
        width={30}
      />
    </>
  );
}
