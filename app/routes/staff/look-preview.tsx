import { useTranslation } from "react-i18next";
import { accentContrast, neededContrast, readColour } from "#app/domain/look/colour.ts";

interface LookPreviewProps {
  /** As typed. */
  readonly accent: string;
  readonly name: string;
  readonly arms: string | undefined;
}

/** The blue of the neutral look. */
const neutral = "#0a2a7a";

/**
 * How band, button and link look in a colour. Drawn as a picture, because the policy of the pages allows no style in their markup;
 * the colours of a picture are none.
 */
export function LookPreview({ accent, name, arms }: LookPreviewProps) {
  const { t, i18n } = useTranslation("look");
  const colour = readColour(accent);
  const shown = colour ?? neutral;
  const ratio = accentContrast(shown);
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const text = { fontFamily: "Fira Sans, sans-serif", fontSize: 15 } as const;
  const short = Array.from(name).length > 32 ? `${Array.from(name).slice(0, 31).join("")}…` : name;
  const fine = ratio >= neededContrast;
  return (
    <figure className="look-preview">
      <figcaption>{t("previewTitle")}</figcaption>
      <svg viewBox="0 0 360 180" role="img" aria-label={t("previewAlt", { name })}>
        <rect width="360" height="180" fill="#ffffff" />
        <rect width="360" height="56" fill={shown} />
        {arms !== undefined && (
          <>
            <rect x="12" y="8" width="40" height="40" rx="4" fill="#ffffff" />
            <image href={arms} x="14" y="10" width="36" height="36" />
          </>
        )}
        <text x={arms === undefined ? 16 : 64} y="34" fill="#ffffff" {...text} fontWeight="600">
          {short}
        </text>
        <rect x="16" y="80" width="150" height="40" rx="4" fill={shown} />
        <text x="91" y="105" fill="#ffffff" textAnchor="middle" {...text} fontWeight="600">
          {t("previewButton")}
        </text>
        <text x="16" y="152" fill={shown} textDecoration="underline" {...text}>
          {t("previewLink")}
        </text>
      </svg>
      <p aria-live="polite">
        {colour === undefined && accent.trim() !== ""
          ? t("errors.noColour")
          : t(fine ? "ratioFine" : "ratioLow", { ratio: number.format(ratio) })}
      </p>
    </figure>
  );
}
