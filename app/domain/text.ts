/** A language as BCP 47 names it; `de-simple` is plain German (Einfache Sprache). */
export type Language = string;

/** A text in one or several languages. German is the official language (§ 23 VwVfG) and always present. */
export type Text = { readonly de: string } & Readonly<Record<Language, string>>;

/**
 * Picks the text for a language; falls back to the language without its last part (`de-simple` to `de`), at last to
 * German, and says which it is, for the `lang` attribute (WCAG 3.1.2).
 */
export function pickText(text: Text, language: Language): { text: string; language: Language } {
  for (let tag = language; tag !== ""; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    const own = Object.hasOwn(text, tag) ? text[tag] : undefined;
    if (own !== undefined && own !== "") return { text: own, language: tag };
  }
  return { text: text.de, language: "de" };
}

/** Puts names in order as people of a language do, with "Antrag 2" before "Antrag 10". */
export function nameOrder(language: Language): (left: string, right: string) => number {
  return new Intl.Collator(language, { numeric: true }).compare;
}

/** The text alone, where no `lang` attribute can be set. */
export function textIn(text: Text, language: Language): string {
  return pickText(text, language).text;
}
