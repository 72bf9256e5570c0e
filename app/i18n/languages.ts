/** The languages in which the portal itself speaks; German first, the official language (§ 23 VwVfG). */
export const languages = ["de", "en"] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = "de";

/** Each language by its own name, for the switch in the header. */
export const languageNames: Readonly<Record<Language, string>> = { de: "Deutsch", en: "English" };

export function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text);
}
