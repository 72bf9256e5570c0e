import { useTranslation } from "react-i18next";
import type { AcceptProblem } from "#app/identity/accept-invitation.server.ts";
import type { TownRole } from "#app/identity/permissions.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { NewPassword } from "./new-password.tsx";

interface AcceptFormProps {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly TownRole[];
  /** `own`: whoever is signed in has it. */
  readonly account: "none" | "known" | "own";
  /** Until when it is valid. */
  readonly day: string;
  readonly problems: readonly AcceptProblem[];
  /** To wait, where there were too many tries. */
  readonly minutes: number | undefined;
}

/** Agrees to an invitation. Posts to the address it stands on, which holds the token. */
export function AcceptForm(props: AcceptFormProps) {
  const { login, name, roles, account, day, problems, minutes } = props;
  const { t } = useTranslation("people");
  const errors = problems.map((problem) => ({
    name: problem.name,
    text: t(`acceptErrors.${problem.name}.${problem.code}`),
  }));
  const errorOf = (control: string) => errors.find((error) => error.name === control)?.text;
  const words = roles.map((role) => t(`roles.${role}`));
  return (
    <form className="page-form" method="post">
      {errors.length > 0 && <ErrorSummary heading={t("accept.problem")} errors={errors} />}
      {minutes !== undefined && (
        <Alert kind="danger" titleAs="p" live title={t("limited", { count: minutes })} />
      )}
      <SummaryList
        rows={[
          { key: "login", label: t("accept.login"), values: [login] },
          { key: "roles", label: t("accept.roles"), values: words },
        ]}
      />
      <p>{t("accept.until", { day })}</p>
      {account !== "none" && <p>{t(`accept.${account}`)}</p>}
      {/* Password managers keep the user name with the password. */}
      <input type="hidden" name="login" value={login} autoComplete="username" />
      {account === "none" && (
        <>
          <TextInput
            name="name"
            label={t("accept.name")}
            hint={t("accept.nameHint")}
            defaultValue={name}
            error={errorOf("name")}
            autoComplete="name"
            required
            width={30}
          />
          <NewPassword label={t("accept.password")} errorOf={errorOf} />
        </>
      )}
      {account === "known" && (
        <TextInput
          name="password"
          type="password"
          label={t("accept.knownPassword")}
          error={errorOf("password")}
          autoComplete="current-password"
          required
          width={30}
        />
      )}
      <div className="page-form__actions">
        <Button>{account === "none" ? t("accept.submit") : t("accept.confirm")}</Button>
      </div>
    </form>
  );
}
