import type { ShownText } from "./page-form.ts";
import { pickText, type Language, type Text } from "./text.ts";

/** A text in one language, with the language it fell back to. */
export function showText(text: Text, language: Language): ShownText {
  const picked = pickText(text, language);
  return picked.language === language
    ? { text: picked.text }
    : { text: picked.text, lang: picked.language };
}
