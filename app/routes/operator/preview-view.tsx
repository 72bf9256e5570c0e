import { useTranslation } from "react-i18next";
import type { NamedPlace } from "#app/domain/overlay/place-words.ts";
import { formatNumber } from "#app/i18n/format.ts";
import type { LeftTown, SwitchPreview } from "#app/operations/switch/preview-switch.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { Table } from "#app/ui/table.tsx";
import { useShownText } from "../offering/use-shown-text.ts";
import { useLanguage } from "./use-language.ts";

/** Municipalities of which the page tells more than their number. */
export const mostListed = 200;

/** What a switch would mean for all municipalities. */
export function PreviewView({ preview }: { readonly preview: SwitchPreview }) {
  const { t } = useTranslation("operator");
  const language = useLanguage();
  const counts = [
    "following",
    "clean",
    "open",
    "openLegally",
    "stale",
    "drafting",
    "there",
  ] as const;
  return (
    <>
      <SummaryList
        rows={counts.map((name) => ({
          key: name,
          label: t(`preview.${name}`),
          values: [formatNumber(preview[name], language)],
        }))}
      />
      {preview.legal.length > 0 ? (
        <Alert kind="warning" titleAs="p" title={t("preview.legal")}>
          <ul className="plain-list">
            {preview.legal.map((change, index) => (
              // Two rules may come from one sentence.
              <li key={`${String(index)} ${change.at}`}>
                <PlaceTitle name={change} />
              </li>
            ))}
          </ul>
        </Alert>
      ) : (
        <p>{t("preview.noLegal")}</p>
      )}
      <LeftTowns left={preview.left} names={preview.names} count={preview.open} />
    </>
  );
}

/** A place in words, e.g. "Name des Hundes – Hinweis". */
function PlaceTitle({ name }: { readonly name: NamedPlace | undefined }) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const { word, subject } = name ?? { word: "unknown" };
  const title = t(`word.${word}`);
  return <>{subject ? `${show(subject)} – ${title}` : title}</>;
}

/** Municipalities whose settings cannot be taken over, and why. */
export function LeftTowns({
  left,
  names,
  count,
}: {
  readonly left: readonly LeftTown[];
  readonly names: SwitchPreview["names"];
  readonly count: number;
}) {
  const { t } = useTranslation("operator");
  if (left.length === 0) return null;
  return (
    <section>
      <h3 className="section-title">{t("preview.left")}</h3>
      <Table
        caption={t("preview.left")}
        captionHidden
        columns={[
          { label: t("preview.town") },
          { label: t("preview.stays") },
          { label: t("preview.why") },
        ]}
        rows={left.map(({ ars, name, version, obstacles }) => ({
          key: ars,
          cells: [
            name,
            version,
            <ul key="why" className="plain-list">
              {obstacles.map(({ place, why, legal }) => (
                <li key={`${place} ${why}`}>
                  <PlaceTitle name={names[place]} />: {t(`obstacle.${why}`)}
                  {legal && ` (${t("preview.legalMark")})`}
                </li>
              ))}
            </ul>,
          ],
        }))}
      />
      {count > left.length && <p>{t("preview.more", { count: count - left.length })}</p>}
    </section>
  );
}
