import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { TownRole } from "#app/identity/permissions.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";

interface OpenInvitationsProps {
  readonly ars: string;
  readonly invitations: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly roles: readonly TownRole[];
    readonly until: string;
    readonly expired: boolean;
  }[];
}

/** Who is invited and has not agreed yet. */
export function OpenInvitations({ ars, invitations }: OpenInvitationsProps) {
  const { t } = useTranslation("people");
  return (
    <section>
      <h2 className="section-title">{t("invitations.title")}</h2>
      <Table
        caption={t("invitations.caption")}
        captionHidden
        columns={[
          { label: t("list.name") },
          { label: t("invite.email") },
          { label: t("list.roles") },
          { label: t("invitations.until") },
          { label: t("list.action") },
        ]}
        rows={invitations.map(({ id, name, email, roles, until, expired }) => ({
          key: id,
          cells: [
            name,
            email,
            roles.map((role) => t(`roles.${role}`)).join(", "),
            <Fragment key="until">
              {until}
              {expired && (
                <>
                  {" "}
                  <Badge kind="warning">{t("invitations.expired")}</Badge>
                </>
              )}
            </Fragment>,
            <form
              className="row-actions"
              method="post"
              action={`/verwaltung/personen?gemeinde=${ars}`}
              key="action"
            >
              <input type="hidden" name="invitation" value={id} />
              <Button look="secondary" name="intent" value="again" context={name}>
                {t("invitations.again")}
              </Button>
              <Button look="tertiary" name="intent" value="withdraw" context={name}>
                {t("invitations.withdraw")}
              </Button>
            </form>,
          ],
        }))}
      />
    </section>
  );
}
