import { useTexts } from "#app/ui/use-texts.tsx";
import type { ShownTown } from "./town-view.server.ts";

interface TownChoiceProps {
  readonly base: string;
  readonly towns: readonly ShownTown[];
  readonly chosen: string | undefined;
}

/** Several municipalities share a postal code: the citizen knows which one it is. */
export function TownChoice({ base, towns, chosen }: TownChoiceProps) {
  const { t } = useTexts("draft");
  return (
    <section>
      <h2 className="section-title">{t("town.which")}</h2>
      <ul className="plain-list">
        {towns.map(({ slug, name, district, offers }) => (
          <li key={slug}>
            {offers ? (
              <a
                className="plain-link"
                href={`${base}/entwurf/ort?nach=${slug}`}
                aria-current={slug === chosen ? "true" : undefined}
              >
                <bdi>{name}</bdi>
              </a>
            ) : (
              <bdi>{name}</bdi>
            )}
            {district !== "" && (
              <>
                {" "}
                (<bdi>{district}</bdi>)
              </>
            )}
            {!offers && <> – {t("town.notOfferedShort")}</>}
          </li>
        ))}
      </ul>
    </section>
  );
}
