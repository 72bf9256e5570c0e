import type { TFunction } from "i18next";
import { textFields, timeFields } from "#app/domain/typed-window.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";

/** The names of all controls of a window's form. */
export function windowLabels(
  languages: readonly string[],
  t: TFunction<"window">,
): Readonly<Record<string, string>> {
  const times = timeFields.flatMap((name) =>
    (["day", "time"] as const).map((part) => [
      `${name}.${part}`,
      `${t(`field.${name}`)}: ${t(part)}`,
    ]),
  );
  const texts = textFields.flatMap((name) =>
    languages.map((language) => [
      `${name}.${language}`,
      `${t(`field.${name}`)} (${isLanguage(language) ? languageNames[language] : language})`,
    ]),
  );
  return Object.fromEntries([
    ...times,
    ...texts,
    ...(["submissionLimit", "testMode"] as const).map((name) => [name, t(`field.${name}`)]),
  ]) as Readonly<Record<string, string>>;
}
