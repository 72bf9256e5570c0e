/** The content of a file of texts: by key, nested. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** Texts by key, plural forms apart: `items.count_one`. */
export function flatTexts(tree: TextTree, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === "string"
        ? [[`${prefix}${key}`, value]]
        : [...flatTexts(value, `${prefix}${key}.`)],
    ),
  );
}

const pluralEnding = /_(zero|one|two|few|many|other)$/;

/** `items.count_one` is a form of `items.count`. */
export function withoutPlural(key: string): string {
  return key.replace(pluralEnding, "");
}

/** The keys that a language needs for a text: one, or one for each plural form (CLDR) and the word for nothing. */
export function formsOf(
  base: string,
  german: ReadonlyMap<string, string>,
  language: string,
): readonly string[] {
  if (german.has(base)) return [base];
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const forms = new Set<string>(pluralCategories);
  if (german.has(`${base}_zero`)) forms.add("zero");
  return [...forms].map((form) => `${base}_${form}`);
}

/** Texts that a language lacks, or lacks a plural form of; by key, without plural forms. German is the measure. */
export function missingTexts(own: TextTree, german: TextTree, language: string): string[] {
  const wanted = flatTexts(german);
  const there = flatTexts(own);
  const bases = new Set([...wanted.keys()].map(withoutPlural));
  return [...bases].filter((base) =>
    formsOf(base, wanted, language).some((key) => !there.has(key)),
  );
}

/** How many texts there are to translate, plural forms together. */
export function countTexts(german: TextTree): number {
  return new Set([...flatTexts(german).keys()].map(withoutPlural)).size;
}

/** The part of a file that holds these texts. */
export function onlyTexts(tree: TextTree, bases: readonly string[], prefix = ""): TextTree {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, string | TextTree][] => {
      if (typeof value === "string")
        return bases.includes(withoutPlural(`${prefix}${key}`)) ? [[key, value]] : [];
      const below = onlyTexts(value, bases, `${prefix}${key}.`);
      return Object.keys(below).length === 0 ? [] : [[key, below]];
    }),
  );
}
