import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/i18n/format.ts";
import type { LeftTown, SwitchPreview } from "#app/operations/switch/preview-switch.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { Table } from "#app/ui/table.tsx";
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
        <Alert
          kind="warning"
          titleAs="p"
          title={t("preview.legal", { places: preview.legal.join(", ") })}
        />
      ) : (
        <p>{t("preview.noLegal")}</p>
      )}
      <LeftTowns left={preview.left} count={preview.open} />
    </>
  );
}

/** Municipalities whose settings cannot be taken over, and why. */
export function LeftTowns({
  left,
  count,
}: {
  readonly left: readonly LeftTown[];
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
                  <code>{place}</code> {t(`obstacle.${why}`)}
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
