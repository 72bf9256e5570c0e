import { useTranslation } from "react-i18next";

export interface Place {
  readonly ars: string;
  readonly name: string;
}

interface PlaceLinksProps {
  readonly places: readonly Place[];
  readonly current: string;
  readonly hrefOf: (ars: string) => string;
}

/** Takes somebody who works for several municipalities from one to the other. */
export function PlaceLinks({ places, current, hrefOf }: PlaceLinksProps) {
  const { t } = useTranslation("casework");
  if (places.length < 2) return null;
  return (
    <nav className="place-links" aria-label={t("nav.place")}>
      <ul>
        {places.map(({ ars, name }) => (
          <li key={ars}>
            <a href={hrefOf(ars)} aria-current={ars === current ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
