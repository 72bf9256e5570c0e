import { EmptyState } from "#app/ui/empty-state.tsx";
import { LinkList } from "#app/ui/link-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Hit } from "./hits.ts";
import { StreetQuestion } from "./street-question.tsx";

interface MunicipalityHitsProps {
  readonly query: string;
  readonly hits: readonly Hit[];
  readonly more: boolean;
  /** The postal code of which the street tells the municipality. */
  readonly postalCode: string | undefined;
  /** The act that is looked for; "": none in particular. */
  readonly leika?: string;
}

/** What a search for a municipality has found. */
export function MunicipalityHits(props: MunicipalityHitsProps) {
  const { query, hits, more, postalCode, leika = "" } = props;
  const { t } = useTexts(["portal", "finder"]);
  if (hits.length === 0) {
    return <EmptyState title={t("home.noHits", { query })}>{t("home.noHitsHint")}</EmptyState>;
  }
  return (
    <>
      {postalCode !== undefined && (
        <section>
          <h2 className="section-title">{t("finder.shared", { code: postalCode })}</h2>
          <StreetQuestion action="/zustaendig?strasse" hidden={{ plz: postalCode, leika }} />
        </section>
      )}
      <section>
        <h2 className="section-title">{t("home.hits", { count: hits.length })}</h2>
        <MunicipalityList hits={hits} />
        {more && <p className="list-note">{t("home.moreHits")}</p>}
      </section>
    </>
  );
}

/** Municipalities to choose. */
export function MunicipalityList({ hits }: { readonly hits: readonly Hit[] }) {
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
