import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

/** Why somebody is not let in. */
export type SignInProblem =
  { readonly kind: "wrong" } | { readonly kind: "limited"; readonly minutes: number };

interface SignInFormProps {
  /** As typed before. The password is never sent back. */
  readonly login: string | undefined;
  readonly problem: SignInProblem | undefined;
  /** What was posted after the session had ended, sealed. */
  readonly kept?: string | undefined;
}

/** Posts to the address that it stands on, which knows where to go next. */
export function SignInForm({ login, problem, kept }: SignInFormProps) {
  const { t } = useTranslation("casework");
  return (
    <form className="page-form" method="post">
      {problem && (
        <Alert
          kind="danger"
          titleAs="p"
          live
          title={
            problem.kind === "wrong"
              ? t("signIn.wrong")
              : t("signIn.limited", { count: problem.minutes })
          }
        />
      )}
      {kept !== undefined && <input type="hidden" name="kept" value={kept} />}
      <TextInput
        name="login"
        label={t("signIn.login")}
        defaultValue={login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        width={30}
      />
      <TextInput
        name="password"
        type="password"
        label={t("signIn.password")}
        autoComplete="current-password"
        required
        width={30}
      />
      <div className="page-form__actions">
        <Button>{t("signIn.submit")}</Button>
      </div>
    </form>
  );
}
