import { useTranslation } from "react-i18next";
import type { CatalogueRequest } from "#app/administration/load-catalogue.server.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { catalogueHref, isFiltered } from "./catalogue-query.ts";

interface CatalogueFilterProps {
  readonly ars: string | undefined;
  readonly asked: Pick<CatalogueRequest, "filter" | "page">;
  readonly situations: readonly string[];
}

/** Searches the catalogue; a GET form, so that what was found can be bookmarked. */
export function CatalogueFilter({ ars, asked, situations }: CatalogueFilterProps) {
  const { t } = useTranslation("catalogue");
  const { typed, situation, language, offered } = asked.filter;
  const nothing = {
    filter: { typed: "", situation: "", language: "", offered: undefined },
    page: 1,
  };
  return (
    <form
      className="filter"
      method="get"
      action={ars === undefined ? "/verwaltung/katalog" : "/verwaltung"}
      role="search"
      aria-label={t("filter.title")}
    >
      {ars !== undefined && <input type="hidden" name="gemeinde" value={ars} />}
      <div className="filter__fields">
        <TextInput
          name="suche"
          type="search"
          label={t("filter.search")}
          hint={t("filter.searchHint")}
          defaultValue={typed}
          autoComplete="off"
          spellCheck={false}
        />
        {(situations.length > 0 || situation !== "") && (
          <Select
            name="lage"
            label={t("filter.situation")}
            emptyLabel={t("filter.any")}
            defaultValue={situation}
            options={situations.map((value) => ({ value, label: value }))}
          />
        )}
        {ars !== undefined && (
          <Select
            name="online"
            label={t("filter.offered")}
            emptyLabel={t("filter.any")}
            defaultValue={offered === undefined ? "" : offered ? "ja" : "nein"}
            options={[
              { value: "ja", label: t("filter.online") },
              { value: "nein", label: t("filter.offline") },
            ]}
          />
        )}
        <Select
          name="textsprache"
          label={t("filter.language")}
          emptyLabel={t("filter.any")}
          defaultValue={language}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      </div>
      <div className="actions">
        <Button look="secondary">{t("filter.apply")}</Button>
        {isFiltered(asked) && (
          <a className="plain-link" href={catalogueHref(ars, nothing)}>
            {t("filter.reset")}
          </a>
        )}
      </div>
    </form>
  );
}
