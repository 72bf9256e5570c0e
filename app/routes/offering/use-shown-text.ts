import { useTranslation } from "react-i18next";
import { textIn, type Text } from "#app/domain/text.ts";

/** Texts of services in the language of the page. */
export function useShownText(): (text: Text) => string {
  const { i18n } = useTranslation();
  return (text) => textIn(text, i18n.language);
}
