import { useTranslation } from "react-i18next";
import type { DemoLogin } from "#app/catalogue/portal.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

interface DemoLoginsProps {
  readonly demo: {
    readonly password: string;
    readonly logins: readonly (Omit<DemoLogin, "municipality"> & {
      readonly municipality?: string | undefined;
    })[];
  };
}

/** Accounts to try the portal out with, each at one press. */
export function DemoLogins({ demo: { password, logins } }: DemoLoginsProps) {
  const { t } = useTranslation("casework");
  return (
    <Card look="muted" title={t("signIn.demo")}>
      <p>{t("signIn.demoHint", { password })}</p>
      <ul className="demo-logins">
        {logins.map(({ login, name, role, municipality }) => (
          <li key={login}>
            <div>
              <p className="demo-logins__name">{name}</p>
              <p className="demo-logins__what">
                {[t(`role.${role}`), municipality].filter(Boolean).join(", ")}
              </p>
              <p className="demo-logins__what" translate="no">
                {login}
              </p>
            </div>
            <form method="post">
              <input type="hidden" name="login" value={login} />
              <input type="hidden" name="password" value={password} />
              <Button look="secondary" context={t("signIn.demoAs", { name })}>
                {t("signIn.submit")}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  );
}
