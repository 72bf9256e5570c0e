import { useTranslation } from "react-i18next";
import type { ActSearch as Search } from "#app/administration/find-act.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { Table } from "#app/ui/table.tsx";

interface ActSearchProps {
  /** Path of the page on which it stands. */
  readonly path: string;
  readonly ars: string;
  readonly search: Search;
}

/** Finds the LeiKa key of a service by its name. Choosing one fills it into the form below. */
export function ActSearch({ path, ars, search }: ActSearchProps) {
  const { t } = useTranslation("catalogue");
  const { typed, hits, more, chosen } = search;
  const hrefOf = (key: string) =>
    `${path}?${new URLSearchParams({ gemeinde: ars, leika: key }).toString()}`;
  return (
    <section className="stack">
      <h2 className="section-title">{t("act.title")}</h2>
      <SearchForm
        action={path}
        name="suche"
        label={t("act.label")}
        hint={t("act.hint")}
        button={t("act.search")}
        defaultValue={typed}
        hidden={{ gemeinde: ars }}
      />
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
              <a key="choose" className="plain-link" href={hrefOf(key)}>
                {t("act.choose")}
                <span className="visually-hidden"> {name}</span>
              </a>,
            ],
          }))}
        />
      )}
    </section>
  );
}
