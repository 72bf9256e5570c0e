import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { TownRole } from "#app/identity/permissions.ts";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";

interface PeopleListProps {
  readonly ars: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly login: string;
    readonly roles: readonly TownRole[];
    readonly lastSignIn: string | undefined;
    readonly disabled: boolean;
    readonly self: boolean;
  }[];
}

/** Who works for a municipality. */
export function PeopleList({ ars, people }: PeopleListProps) {
  const { t } = useTranslation("people");
  if (people.length === 0)
    return <EmptyState title={t("list.empty")}>{t("list.emptyHint")}</EmptyState>;
  return (
    <section>
      <div className="list-head">
        <p className="list-head__count">{t("list.count", { count: people.length })}</p>
      </div>
      <Table
        caption={t("list.caption")}
        captionHidden
        columns={[
          { label: t("list.name") },
          { label: t("list.login") },
          { label: t("list.roles") },
          { label: t("list.lastSignIn") },
          { label: t("list.action") },
        ]}
        rows={people.map(({ id, name, login, roles, lastSignIn, disabled, self }) => ({
          key: id,
          cells: [
            <Fragment key="name">
              {name}
              {disabled && (
                <>
                  {" "}
                  <Badge kind="warning">{t("list.disabled")}</Badge>
                </>
              )}
            </Fragment>,
            login,
            roles.map((role) => t(`roles.${role}`)).join(", "),
            lastSignIn ?? t("list.never"),
            <div className="row-actions" key="action">
              {self ? (
                <span>{t("list.you")}</span>
              ) : (
                <a href={`/verwaltung/personen/${id}?gemeinde=${ars}`}>
                  {t("list.change")}
                  <span className="visually-hidden">: {name}</span>
                </a>
              )}
            </div>,
          ],
        }))}
      />
    </section>
  );
}
