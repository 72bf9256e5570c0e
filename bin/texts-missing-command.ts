import { languages, staffLanguages, type Language } from "#app/i18n/languages.ts";
import { isReviewed } from "#app/i18n/text-files.server.ts";
import { missingIn } from "#app/i18n/texts.server.ts";
import { hasFlag, table, UsageError, type Command } from "./command.ts";

export const textsMissingCommand: Command = {
  name: "texts missing",
  synopsis: "[<language>…]",
  summary: "Counts the texts of the portal itself that a language lacks and that appear in German",
  details: [
    `<language>            ${languages.join(", ")}; all of them where none is named`,
    "--keys                list every missing text by its key",
    "",
    `Ends with 1 if ${staffLanguages.join(" or ")} lacks a text: these must have all.`,
  ],
  options: { keys: { type: "boolean" } },
  arguments: { min: 0, max: languages.length },
  run: async ({ arguments: names, values }) => {
    const found = (names.length === 0 ? languages : names.map(languageNamed)).map(stateOf);
    const ok = found.every(
      ({ language, missing }) => missing === 0 || !staffLanguages.some((one) => one === language),
    );
    const head = ["Language", "Missing", "Texts", "Checked by a speaker"];
    const rows = found.map(({ language, missing, total, reviewed }) => [
      language,
      String(missing),
      String(total),
      reviewed ? "yes" : "no",
    ]);
    const keys = hasFlag(values, "keys") ? found.flatMap(keysOf) : [];
    const text = [table(head, rows), ...keys].join("\n");
    return Promise.resolve({ ok, text, json: { languages: found } });
  },
};

function languageNamed(name: string): Language {
  const language = languages.find((one) => one === name);
  if (language === undefined) throw new UsageError(`"${name}" is none of ${languages.join(", ")}`);
  return language;
}

function stateOf(language: Language) {
  const files = missingIn(language);
  return {
    language,
    missing: files.reduce((sum, { keys }) => sum + keys.length, 0),
    total: files.reduce((sum, { total }) => sum + total, 0),
    reviewed: isReviewed(language),
    files,
  };
}

function keysOf({ language, files }: ReturnType<typeof stateOf>): string[] {
  return files.flatMap(({ namespace, keys }) =>
    keys.map((key) => `locales/${language}/${namespace}.json: ${key}`),
  );
}
