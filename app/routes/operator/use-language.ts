import { useTranslation } from "react-i18next";
import { isLanguage, type Language } from "#app/i18n/languages.ts";

/** The language of the page, for dates and numbers. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : "de";
}
