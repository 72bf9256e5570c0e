import { useTranslation } from "react-i18next";
import type { PasswordProblem } from "#app/identity/own-account.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { NewPassword } from "./new-password.tsx";

interface PasswordFormProps {
  readonly login: string;
  readonly problems: readonly PasswordProblem[];
  /** To wait, where there were too many tries. */
  readonly minutes: number | undefined;
}

/** Another password for one's own account. Nothing that was typed is sent back. */
export function PasswordForm({ login, problems, minutes }: PasswordFormProps) {
  const { t } = useTranslation("people");
  const errors = problems.map(({ name, code }) => ({
    name,
    text: t(`account.errors.${name}.${code}`),
  }));
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.text;
  return (
    <form className="page-form" method="post" action="/konto">
      <h2 className="section-title">{t("account.password")}</h2>
      {errors.length > 0 && <ErrorSummary heading={t("account.problem")} errors={errors} />}
      {minutes !== undefined && (
        <Alert kind="danger" titleAs="p" live title={t("limited", { count: minutes })} />
      )}
      {/* Password managers keep the user name with the password. */}
      <input type="hidden" name="login" value={login} autoComplete="username" />
      <TextInput
        name="current"
        type="password"
        label={t("account.current")}
        error={errorOf("current")}
        autoComplete="current-password"
        required
        width={30}
      />
      <NewPassword label={t("account.new")} errorOf={errorOf} />
      <div className="page-form__actions">
        <Button>{t("account.submit")}</Button>
      </div>
    </form>
  );
}
