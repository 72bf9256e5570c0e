import { useTranslation } from "react-i18next";
import type { InviteProblem, TypedInvitation } from "#app/administration/invite.server.ts";
import type { TownRole } from "#app/identity/permissions.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface InviteFormProps {
  readonly ars: string;
  readonly grantable: readonly TownRole[];
  readonly typed: TypedInvitation | undefined;
  readonly problems: readonly InviteProblem[];
}

/** Whom to invite, and as what. */
export function InviteForm({ ars, grantable, typed, problems }: InviteFormProps) {
  const { t } = useTranslation("people");
  const errors = problems.map(({ name, code }) => ({
    name,
    text: t(`inviteErrors.${name}.${code}`),
  }));
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.text;
  const [only] = grantable;
  const first = grantable.length === 1 && only !== undefined ? [only] : [];
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/personen/einladen?gemeinde=${ars}`}
    >
      {errors.length > 0 && <ErrorSummary heading={t("invite.problem")} errors={errors} />}
      <TextInput
        name="email"
        type="email"
        label={t("invite.email")}
        hint={t("invite.emailHint")}
        defaultValue={typed?.email}
        error={errorOf("email")}
        autoComplete="off"
        required
        width={30}
      />
      <TextInput
        name="name"
        label={t("invite.name")}
        hint={t("invite.nameHint")}
        defaultValue={typed?.name}
        error={errorOf("name")}
        autoComplete="off"
        required
        width={30}
      />
      <CheckboxGroup
        name="roles"
        label={t("invite.roles")}
        hint={grantable.length === 1 ? t("invite.operatorHint") : t("invite.rolesHint")}
        error={errorOf("roles")}
        options={grantable.map((role) => ({
          value: role,
          label: t(`roles.${role}`),
          hint: t(`roleHints.${role}`),
        }))}
        defaultValues={typed?.roles ?? first}
      />
      <div className="page-form__actions">
        <Button>{t("invite.submit")}</Button>
      </div>
    </form>
  );
}
