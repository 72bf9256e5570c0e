import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { Table } from "#app/ui/table.tsx";

interface MunicipalitySearchProps {
  readonly typed: string;
  readonly hits: readonly {
    readonly ars: string;
    readonly name: string;
    readonly district?: string | undefined;
    readonly online: number;
  }[];
}

/** Where the operator finds a municipality. */
export function MunicipalitySearch({ typed, hits }: MunicipalitySearchProps) {
  const { t } = useTranslation("administration");
  return (
    <>
      <PageHeading title={t("municipalities.title")} lead={t("municipalities.lead")} />
      <div className="stack">
        <SearchForm
          action="/verwaltung"
          name="suche"
          label={t("municipalities.searchLabel")}
          hint={t("municipalities.searchHint")}
          button={t("municipalities.search")}
          defaultValue={typed}
        />
        <section>
          <h2 className="case__title">
            {typed === "" ? t("municipalities.active") : t("municipalities.hits", { query: typed })}
          </h2>
          <Hits typed={typed} hits={hits} />
        </section>
      </div>
    </>
  );
}

function Hits({ typed, hits }: MunicipalitySearchProps) {
  const { t } = useTranslation("administration");
  if (hits.length === 0) {
    return typed === "" ? (
      <EmptyState titleAs="h3" title={t("municipalities.empty")}>
        {t("municipalities.emptyHint")}
      </EmptyState>
    ) : (
      <EmptyState titleAs="h3" title={t("municipalities.noMatch", { query: typed })}>
        {t("municipalities.noMatchHint")}
      </EmptyState>
    );
  }
  return (
    <Table
      caption={t("municipalities.caption")}
      captionHidden
      columns={[
        { label: t("municipalities.name") },
        { label: t("municipalities.district") },
        { label: t("municipalities.key") },
        { label: t("municipalities.online"), numeric: true },
      ]}
      rows={hits.map(({ ars, name, district, online }) => ({
        key: ars,
        cells: [
          <a key="name" href={`/verwaltung?gemeinde=${ars}`}>
            {name}
          </a>,
          district ?? "–",
          ars,
          String(online),
        ],
      }))}
    />
  );
}
