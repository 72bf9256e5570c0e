import type { i18n } from "i18next";
import { defaultLanguage } from "#app/i18n/languages.ts";

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly value: string;
  readonly label: string;
}

/**
 * Countries by their names in the language of the page, in its order; Germany first.
 *
 * Names and order are written down (`locales/<language>/countries.json`, from CLDR), not asked of `Intl`: server and browser
 * know different versions of them, and a list that differs makes React throw away the page that the server sent, with
 * what was typed in it.
 */
export function countriesIn(texts: Pick<i18n, "language" | "getResourceBundle">): Country[] {
  const namesIn = (language: string) =>
    (texts.getResourceBundle(language, "countries") ?? {}) as Record<string, string>;
  const names = { ...namesIn(texts.language), ...lacking(texts, namesIn) };
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

/** German names of countries that the language does not name. */
function lacking(
  { language }: Pick<i18n, "language">,
  namesIn: (language: string) => Record<string, string>,
): Record<string, string> {
  const own = namesIn(language);
  return Object.fromEntries(
    Object.entries(namesIn(defaultLanguage)).filter(([code]) => own[code] === undefined),
  );
}
