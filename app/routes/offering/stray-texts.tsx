import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";

/** What stood in a form at places that another version does not have: for whoever typed it to take elsewhere. */
export function StrayTexts({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation("offering");
  return (
    <Alert kind="warning" titleAs="h2" live title={t("stray.title")}>
      <p>{t("stray.hint")}</p>
      {texts.length > 0 && (
        <>
          <p>{t("stray.texts")}</p>
          <ul>
            {texts.map((text) => (
              <li key={text} className="kept-lines">
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
