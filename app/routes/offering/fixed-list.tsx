import { useTranslation } from "react-i18next";
import type { Fixed } from "#app/administration/adjust/settings-form.ts";
import { useShownText } from "./use-shown-text.ts";

/** What may not be changed here, each with its reason. */
export function FixedList({ fixed }: { readonly fixed: readonly Fixed[] }) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  return (
    <details className="fixed-list">
      <summary>{t("fixed.title", { count: fixed.length })}</summary>
      <ul>
        {fixed.map(({ word, subject, obstacle }) => (
          <li key={`${word} ${subject?.de ?? ""}`}>
            {subject && <strong>{show(subject)}: </strong>}
            {t(`word.${word}`)} –{" "}
            {obstacle.code === "fixed" ? show(obstacle.why) : t(`obstacle.${obstacle.code}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
