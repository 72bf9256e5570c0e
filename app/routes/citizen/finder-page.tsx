import { LinkButton } from "#app/ui/button.tsx";
import { LinkList } from "#app/ui/link-list.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { FinderView } from "./finder-view.server.ts";
import { MunicipalityHits } from "./municipality-hits.tsx";

/** Where a link of another portal does not lead to one page alone: what is known, and how to go on. */
export function FinderPage({ view }: { readonly view: FinderView }) {
  const { t } = useTexts("portal");
  const { kind, title, lead, links, url, municipality, leika, search } = view;
  return (
    <>
      <PageHeading title={title} lead={lead} />
      <div className="stack">
        {links.length > 0 && <LinkList items={links} />}
        {url !== "" && (
          <p>
            <a className="plain-link" href={url} rel="noreferrer">
              {url}
            </a>
          </p>
        )}
        {municipality && kind !== "several" && (
          <div className="actions">
            <LinkButton href={municipality.href}>
              {t("error.toMunicipality", { municipality: municipality.name })}
            </LinkButton>
          </div>
        )}
        <SearchForm
          action="/zustaendig"
          name="suche"
          label={t("home.searchLabel")}
          hint={t("home.searchHint")}
          button={t("home.search")}
          defaultValue={search.query}
          autoComplete="address-level2"
          hidden={leika === "" ? {} : { leika }}
        />
        {search.hits && <MunicipalityHits {...search} hits={search.hits} leika={leika} />}
      </div>
    </>
  );
}
