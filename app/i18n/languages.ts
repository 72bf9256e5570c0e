/**
 * The languages in which citizens' pages speak, as BCP 47 names them; German first, the official language (§ 23 VwVfG).
 * `de-simple` is plain German; its subtag is in the IANA registry, so it is a valid value of `lang` and of a language range.
 */
export const languages = ["de", "en", "de-simple", "uk", "tr", "ar"] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage = "de" satisfies Language;

/** The languages of the pages of staff. */
export const staffLanguages = ["de", "en"] as const satisfies readonly Language[];
export type StaffLanguage = (typeof staffLanguages)[number];

/** Each language by its own name, for the menu in the header. */
export const languageNames: Readonly<Record<Language, string>> = {
  de: "Deutsch",
  en: "English",
  "de-simple": "Einfache Sprache",
  uk: "Українська",
  tr: "Türkçe",
  ar: "العربية",
};

export function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text);
}

/** The language of mails to a citizen: municipalities write their texts, so they are in the languages of staff. */
export function mailLanguage(language: Language): StaffLanguage {
  return staffLanguages.find((one) => one === language) ?? defaultLanguage;
}

/** Where lines begin, for the attribute `dir`. */
export function directionOf(language: string): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/**
 * The language of what is printed. PDF documents have no letters of Arabic, and nobody shapes and orders them; the
 * official language stands in. All others they print.
 */
export function printedLanguage(language: Language): Language {
  return directionOf(language) === "rtl" ? defaultLanguage : language;
}
