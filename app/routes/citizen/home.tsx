import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { postalCodeToAsk } from "#app/apply/find-by-street.server.ts";
import { findMunicipality, popularMunicipalities } from "#app/apply/find-municipality.server.ts";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { searchedFor, textsFor } from "../texts-for.server.ts";
import { FinderPage } from "./finder-page.tsx";
import { finderView, isDeepLink } from "./finder-view.server.ts";
import { toHit } from "./hits.ts";
import { MunicipalityHits, MunicipalityList } from "./municipality-hits.tsx";

export const handle: RouteHandle = { texts: ["portal", "finder"] };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  if (isDeepLink(request)) {
    const { view, status } = await finderView(request, portal);
    return data({ frame: view.frame, view }, { status });
  }
  const { t } = textsFor(request);
  const query = searchedFor(request);
  if (query === "") {
    const frame: Frame = { title: t("home.title"), forEverybody: true };
    const popular = (await popularMunicipalities(portal)).map((hit) => toHit(hit));
    return { frame, query, hits: undefined, more: false, popular, postalCode: undefined };
  }
  const { hits, more } = await findMunicipality(portal, query);
  const found =
    hits.length === 0 ? t("home.noHits", { query }) : t("home.hits", { count: hits.length });
  const frame: Frame = { title: `${found} – ${t("home.title")}` };
  const postalCode = await postalCodeToAsk(portal, query);
  return { frame, query, hits: hits.map((hit) => toHit(hit)), more, popular: [], postalCode };
}

export default function Home() {
  const { t } = useTexts("portal");
  const loaded = useLoaded<typeof loader>();
  if ("view" in loaded) return <FinderPage view={loaded.view} />;
  const { query, hits, more, popular, postalCode } = loaded;
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
          <MunicipalityHits query={query} hits={hits} more={more} postalCode={postalCode} />
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
