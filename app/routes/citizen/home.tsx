import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  findMunicipality,
  popularMunicipalities,
  type OfferedMunicipality,
} from "#app/apply/find-municipality.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkList } from "#app/ui/link-list.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { searchedFor, textsFor } from "../texts-for.server.ts";

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { t } = textsFor(request);
  const query = searchedFor(request);
  if (query === "") {
    const frame: Frame = { title: t("home.title"), forEverybody: true };
    const popular = (await popularMunicipalities(portal)).map(toHit);
    return { frame, query, hits: undefined, more: false, popular };
  }
  const { hits, more } = await findMunicipality(portal, query);
  const found =
    hits.length === 0 ? t("home.noHits", { query }) : t("home.hits", { count: hits.length });
  const frame: Frame = { title: `${found} – ${t("home.title")}` };
  return { frame, query, hits: hits.map(toHit), more, popular: [] };
}

interface Hit {
  readonly href: string;
  readonly name: string;
  /** Postal code and district, which tell municipalities of the same name apart. */
  readonly place: string;
  readonly services: number;
}

function toHit(municipality: OfferedMunicipality): Hit {
  const { slug, district = "", postalCode, matchedPostalCode, services } = municipality;
  const name = shortName(municipality);
  // A city that is its own district.
  const within = shortName({ name: district }) === name ? "" : district;
  const place = [matchedPostalCode ?? postalCode ?? "", within].filter((part) => part !== "");
  return { href: `/${slug}`, name, place: place.join(" · "), services };
}

export default function Home() {
  const { t } = useTexts("portal");
  const { query, hits, more, popular } = useLoaded<typeof loader>();
  return (
    <>
      <PageHeading title={t("home.title")} lead={t("home.lead")} />
      <div className="stack">
        <SearchForm
          action="/"
          name="suche"
          label={t("home.searchLabel")}
          hint={t("home.searchHint")}
          button={t("home.search")}
          defaultValue={query}
          autoComplete="address-level2"
        />
        {hits ? (
          <Hits query={query} hits={hits} more={more} />
        ) : (
          <>
            {popular.length > 0 && (
              <section>
                <h2 className="section-title">{t("home.popular")}</h2>
                <MunicipalityList hits={popular} />
              </section>
            )}
            <HowItWorks />
          </>
        )}
      </div>
    </>
  );
}

function Hits({ query, hits, more }: { query: string; hits: readonly Hit[]; more: boolean }) {
  const { t } = useTexts("portal");
  if (hits.length === 0) {
    return <EmptyState title={t("home.noHits", { query })}>{t("home.noHitsHint")}</EmptyState>;
  }
  return (
    <section>
      <h2 className="section-title">{t("home.hits", { count: hits.length })}</h2>
      <MunicipalityList hits={hits} />
      {more && <p className="list-note">{t("home.moreHits")}</p>}
    </section>
  );
}

function MunicipalityList({ hits }: { hits: readonly Hit[] }) {
  const { t } = useTexts("portal");
  return (
    <LinkList
      items={hits.map(({ href, name, place, services }) => ({
        href,
        title: name,
        ...(place !== "" && { secondary: place }),
        meta: t("home.services", { count: services }),
      }))}
    />
  );
}

function HowItWorks() {
  const { t } = useTexts("portal");
  return (
    <section className="prose">
      <h2>{t("home.how")}</h2>
      <ol>
        <li>{t("home.how1")}</li>
        <li>{t("home.how2")}</li>
        <li>{t("home.how3")}</li>
      </ol>
    </section>
  );
}
