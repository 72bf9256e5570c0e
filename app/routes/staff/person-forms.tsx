import { useTranslation } from "react-i18next";
import type { TownRole } from "#app/identity/permissions.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckboxGroup } from "#app/ui/controls/checkbox-group.tsx";
import { SeenMark } from "./overtaken.tsx";

interface RolesFormProps {
  readonly ars: string;
  readonly id: string;
  /** Roles that may be given or taken. */
  readonly options: readonly TownRole[];
  readonly roles: readonly TownRole[];
  readonly seen: string | undefined;
}

const addressOf = (ars: string, id: string) => `/verwaltung/personen/${id}?gemeinde=${ars}`;

/** What somebody does in a municipality. */
export function RolesForm({ ars, id, options, roles, seen }: RolesFormProps) {
  const { t } = useTranslation("people");
  return (
    <form className="page-form" method="post" action={addressOf(ars, id)}>
      <SeenMark seen={seen} />
      <CheckboxGroup
        name="roles"
        label={t("person.roles")}
        hint={t("person.rolesHint")}
        options={options.map((role) => ({
          value: role,
          label: t(`roles.${role}`),
          hint: t(`roleHints.${role}`),
        }))}
        defaultValues={roles}
      />
      <div className="page-form__actions">
        <Button>{t("person.save")}</Button>
      </div>
    </form>
  );
}

interface AccessFormProps {
  readonly ars: string;
  readonly id: string;
  readonly disabled: boolean;
  readonly elsewhere: boolean;
}

/** Shuts somebody out, or lets them in again. */
export function AccessForm({ ars, id, disabled, elsewhere }: AccessFormProps) {
  const { t } = useTranslation("people");
  return (
    <form className="page-form" method="post" action={addressOf(ars, id)}>
      <h2 className="section-title">{t("person.access")}</h2>
      {elsewhere ? (
        <p>{t("person.elsewhereHint")}</p>
      ) : (
        <>
          <p>{disabled ? t("person.enableHint") : t("person.disableHint")}</p>
          <div className="page-form__actions">
            <Button
              look={disabled ? "secondary" : "danger"}
              name="intent"
              value={disabled ? "enable" : "disable"}
            >
              {disabled ? t("person.enable") : t("person.disable")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
