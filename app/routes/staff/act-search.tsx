import { useTranslation } from "react-i18next";
import type { ActSearch as Search } from "#app/administration/find-act.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { Table } from "#app/ui/table.tsx";

/**
 * Finds the LeiKa key of a service by its name, as a part of the form into which it is filled: searching and choosing send along what is
 * typed there.
 */
export function ActSearch({ search }: { readonly search: Search }) {
  const { t } = useTranslation("catalogue");
  const { typed, hits, more, chosen } = search;
  return (
    <section className="stack">
      <h2 className="section-title">{t("act.title")}</h2>
      <TextInput
        name="suche"
        label={t("act.label")}
        hint={t("act.hint")}
        defaultValue={typed}
        autoComplete="off"
        type="search"
      />
      <Button look="secondary" icon="search" name="intent" value="findAct">
        {t("act.search")}
      </Button>
      {chosen && <Alert kind="success" titleAs="p" live title={t("act.chosen", chosen)} />}
      {typed !== "" && hits.length === 0 && (
        <Alert kind="info" titleAs="p" live title={t("act.none", { query: typed })} />
      )}
      {hits.length > 0 && (
        <Table
          caption={t(more ? "act.captionMore" : "act.caption", {
            query: typed,
            count: hits.length,
          })}
          columns={[
            { label: t("act.name") },
            { label: t("act.ozg") },
            { label: t("act.key") },
            { label: t("act.action") },
          ]}
          rows={hits.map(({ key, name, ozgName }) => ({
            key,
            cells: [
              name,
              ozgName ?? t("act.noOzg"),
              key,
              <Button key="choose" look="tertiary" name="leika" value={key} context={name}>
                {t("act.choose")}
              </Button>,
            ],
          }))}
        />
      )}
    </section>
  );
}
