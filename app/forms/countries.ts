import de from "../../locales/de/countries.json" with { type: "json" };
import en from "../../locales/en/countries.json" with { type: "json" };

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly value: string;
  readonly label: string;
}

/*
 * Names and order are written down, not asked of `Intl`: server and browser know different versions of them, and a list
 * that differs makes React throw away the page that the server sent, with what was typed in it.
 */
const german = listOf(de);
const english = listOf(en);

/** Countries by their names in a language, in its order; Germany first. */
export function countriesIn(language: string): readonly Country[] {
  return language === "en" ? english : german;
}

function listOf(names: Readonly<Record<string, string>>): readonly Country[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
