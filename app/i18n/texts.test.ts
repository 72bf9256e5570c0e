import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { languages, staffLanguages, type Language } from "./languages.ts";
import { flatTexts, missingTexts, withoutPlural, type TextTree } from "./missing-texts.ts";
import { isForStaff, isNamespace, namespaces, type Namespace } from "./namespaces.ts";

const root = path.join(import.meta.dirname, "../..");

/** Namespaces whose keys are put together from codes of the domain (`app/forms/error-text.ts`). */
const dynamic: readonly Namespace[] = ["errors", "countries"];

/** Keys that are read as data (`wordsOf`, `documentTextsOf`, `mailTextsOf`, `proofTextsOf`, `pickedUpTextsOf`). */
const read = /^(words|document|offline|texts|sample|status|test|pickedUp)\./;

/** "8:30 Uhr" has no such word in English. */
const mayBeEmpty: readonly string[] = ["clock"];

const fileOf = (language: Language, namespace: Namespace) =>
  path.join(root, "locales", language, `${namespace}.json`);

/** Texts by key, plural forms apart: `items.count_one`. */
function textsOf(language: Language, namespace: Namespace): Map<string, string> {
  return flatTexts(JSON.parse(readFileSync(fileOf(language, namespace), "utf8")) as TextTree);
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? "");
const tags = (text: string) => (text.match(/<\/?\w+/g) ?? []).sort();

const sources = globSync("app/**/*.{ts,tsx}", { cwd: root })
  .filter((file) => !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, source: readFileSync(path.join(root, file), "utf8") }));

function found(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(([, text]) => text ?? "");
}

/** Any text in quotation marks may be a key: some come by a table or a property. */
const quoted = new Set(sources.flatMap(({ source }) => found(source, /"([A-Za-z][\w.:]*)"/g)));
/** What stands before the first `${` of a template. */
const prefixes = new Set(
  sources.flatMap(({ source }) => found(source, /`([A-Za-z][\w.:]*\.)\$\{/g)),
);

/** Source files that say texts, with the keys in `t("…")`. */
const speakers = sources
  .map(({ file, source }) => ({
    file,
    namespaces: found(source, /(?:useTranslation|useTexts|getFixedT)\(([^)]*)\)/g).flatMap((list) =>
      found(list, /"([a-z]+)"/g).filter(isNamespace),
    ),
    keys: found(source, /\b(?:t|plain)\(\s*"([^"]+)"/g),
  }))
  .filter(({ namespaces: own }) => own.length > 0);

describe.each(namespaces)("the texts »%s«", (namespace) => {
  const texts = textsOf("de", namespace);

  // What another language lacks is shown by `einmal texts missing` and falls back to German.
  it("have the same keys in English", () => {
    const german = JSON.parse(readFileSync(fileOf("de", namespace), "utf8")) as TextTree;
    const english = JSON.parse(readFileSync(fileOf("en", namespace), "utf8")) as TextTree;
    expect(missingTexts(german, german, "de")).toEqual([]);
    expect(missingTexts(english, german, "en")).toEqual([]);
    expect([...flatTexts(english).keys()].sort()).toEqual([...texts.keys()].sort());
  });

  const inLanguages = isForStaff(namespace) ? staffLanguages : languages;

  it.each(inLanguages)("are filled with the same in %s", (language) => {
    const german = Map.groupBy(texts, ([key]) => withoutPlural(key));
    for (const [key, text] of textsOf(language, namespace)) {
      const forms = german.get(withoutPlural(key))?.map(([, form]) => form) ?? [];
      // A form for one or two of something need not say the number; other languages word other forms out.
      const known = new Set(forms.flatMap(placeholders));
      const needed = [...known].filter((name) => name !== "count");
      expect([...known], `${language} ${key}`).toEqual(expect.arrayContaining(placeholders(text)));
      expect(placeholders(text), `${language} ${key}`).toEqual(expect.arrayContaining(needed));
      if (forms.length > 0) expect(tags(text), `${language} ${key}`).toEqual(tags(forms[0] ?? ""));
    }
  });

  it.each(inLanguages)("are not empty in %s", (language) => {
    const empty = [...textsOf(language, namespace)].filter(
      ([key, text]) => text.trim() === "" && !mayBeEmpty.includes(key),
    );
    expect(empty).toEqual([]);
  });

  it.each(inLanguages)("name no plural form that %s does not have", (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const forms = new Set<string>([...pluralCategories, "zero"]);
    for (const key of textsOf(language, namespace).keys()) {
      const form =
        withoutPlural(key) === key ? undefined : key.slice(withoutPlural(key).length + 1);
      expect(form === undefined || forms.has(form), `${language} ${key}`).toBe(true);
    }
  });

  const spoken = speakers.some(
    ({ file, namespaces: own }) => own.includes(namespace) && !file.startsWith("app/ui/"),
  );

  // Until the first page speaks it, a file of texts is ahead of its pages.
  it.skipIf(!spoken || dynamic.includes(namespace))("are all said somewhere", () => {
    const unused = [...new Set([...texts.keys()].map(withoutPlural))].filter(
      (key) =>
        !read.test(key) &&
        ![key, `${namespace}:${key}`].some(
          (name) => quoted.has(name) || [...prefixes].some((prefix) => name.startsWith(prefix)),
        ),
    );
    expect(unused).toEqual([]);
  });
});

const known = new Map(
  namespaces.map((namespace) => [
    namespace,
    new Set([...textsOf("de", namespace).keys()].flatMap((key) => [key, withoutPlural(key)])),
  ]),
);

it.each(speakers.filter(({ keys }) => keys.length > 0))(
  "$file says only what there is",
  ({ keys, namespaces: own }) => {
    const missing = keys.filter((key) => {
      const [named, rest] = key.includes(":") ? key.split(":", 2) : [undefined, key];
      const candidates = named === undefined ? own : [named].filter(isNamespace);
      return !candidates.some((namespace) => known.get(namespace)?.has(rest) === true);
    });
    expect(missing).toEqual([]);
  },
);
