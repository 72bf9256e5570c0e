import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { languages, type Language } from "./languages.ts";
import { isNamespace, namespaces, type Namespace } from "./namespaces.ts";

const root = path.join(import.meta.dirname, "../..");

/** Namespaces whose keys are put together from codes of the domain (`app/forms/error-text.ts`). */
const dynamic: readonly Namespace[] = ["errors"];

/** Keys that are read as data (`wordsOf`, `documentTextsOf`, `mailTextsOf`, `proofTextsOf`). */
const read = /^(words|document|offline|texts|sample|status)\./;

/** "8:30 Uhr" has no such word in English. */
const mayBeEmpty: readonly string[] = ["clock"];

/** Texts by key, plural forms apart: `items.count_one`. */
function textsOf(language: Language, namespace: Namespace): Map<string, string> {
  const file = path.join(root, "locales", language, `${namespace}.json`);
  const texts = new Map<string, string>();
  const collect = (node: unknown, prefix: string): void => {
    for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
      if (typeof value === "string") texts.set(`${prefix}${key}`, value);
      else collect(value, `${prefix}${key}.`);
    }
  };
  collect(JSON.parse(readFileSync(file, "utf8")), "");
  return texts;
}

const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name);

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
    namespaces: found(source, /(?:useTranslation|getFixedT)\(([^)]*)\)/g).flatMap((list) =>
      found(list, /"([a-z]+)"/g).filter(isNamespace),
    ),
    keys: found(source, /\bt\(\s*"([^"]+)"/g),
  }))
  .filter(({ namespaces: own }) => own.length > 0);

describe.each(namespaces)("the texts »%s«", (namespace) => {
  const texts = textsOf("de", namespace);

  it.each(languages)("have the same keys in %s", (language) => {
    expect([...textsOf(language, namespace).keys()].sort()).toEqual([...texts.keys()].sort());
  });

  it.each(languages)("have the same placeholders in %s", (language) => {
    for (const [key, text] of textsOf(language, namespace)) {
      const expected = new Set(placeholders(texts.get(key) ?? ""));
      expect(new Set(placeholders(text)), `${language} ${key}`).toEqual(expected);
    }
  });

  it.each(languages)("are not empty in %s", (language) => {
    const empty = [...textsOf(language, namespace)].filter(
      ([key, text]) => text.trim() === "" && !mayBeEmpty.includes(key),
    );
    expect(empty).toEqual([]);
  });

  it.each(languages)("have every plural form that counting needs in %s", (language) => {
    const keys = textsOf(language, namespace);
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const counted = [...keys.keys()].filter((key) => withoutPlural(key) !== key).map(withoutPlural);
    for (const key of new Set(counted)) {
      for (const form of pluralCategories) expect([...keys.keys()]).toContain(`${key}_${form}`);
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
