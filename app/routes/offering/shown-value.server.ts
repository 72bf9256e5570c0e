import { codecOf } from "#app/administration/adjust/codec-of.ts";
import { questionInputs, questionPages } from "#app/administration/adjust/question-form.ts";
import type { SettingInput } from "#app/domain/inputs/setting-input.ts";
import { extraQuestionSchema, type ExtraQuestion } from "#app/domain/overlay/extra-question.ts";
import { nameOf } from "#app/domain/overlay/place-words.ts";
import { readPlaceName, type PlaceName } from "#app/domain/overlay/place.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { textIn, type Language } from "#app/domain/text.ts";
import { defaultLanguage, isLanguage, languageNames } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";

/** What a place says, to be read: a line for each of its parts that says anything. */
export interface ShownValue {
  readonly lines: readonly {
    readonly input: Pick<SettingInput, "part" | "language" | "label">;
    readonly text: string;
  }[];
}

/** A place with its name in words. */
export interface ShownPlace {
  readonly place: PlaceName;
  readonly word: string;
  readonly subject: string | undefined;
}

/** `value`: what is set there. A question of the municipality's own is called by it. */
export function shownPlace(
  service: ServiceDefinition,
  name: PlaceName,
  language: Language,
  value?: unknown,
): ShownPlace {
  const { word, subject = extraQuestionSchema.safeParse(value).data?.label } = nameOf(name, [
    service,
  ]);
  return { place: name, word, subject: subject ? textIn(subject, language) : undefined };
}

/** A value as the controls of its place would show it; nothing (null) has no lines. */
export function shownValue(
  service: ServiceDefinition,
  name: PlaceName,
  value: unknown,
  language: Language,
): ShownValue {
  const place = readPlaceName(name);
  if (!place || value === null) return { lines: [] };
  if (place.kind === "extra") {
    const question = extraQuestionSchema.safeParse(value).data;
    return { lines: question ? linesOfQuestion(service, question, language) : [] };
  }
  const inputs = codecOf(service, place).inputs(value);
  return {
    lines: inputs
      .map(({ part, language: spoken, label, value: parts, choices }) => ({
        input: { part, ...(spoken !== undefined && { language: spoken }), ...(label && { label }) },
        text: parts.map((one) => shownChoice(choices, one, language)).join(", "),
      }))
      .filter(({ text }) => text !== ""),
  };
}

/** A question of the municipality's own, with all that belongs to it. */
function linesOfQuestion(
  service: ServiceDefinition,
  question: ExtraQuestion,
  language: Language,
): ShownValue["lines"] {
  const spoken = isLanguage(language) ? language : defaultLanguage;
  const titles = new Map(questionPages(service).map(({ id, title }) => [id, title]));
  const shown = (part: string, value: string): string => {
    const title = part === "page" ? titles.get(value) : undefined;
    if (title) return textIn(title, language);
    return part === "kind" ? serverI18n(spoken).t(`kind.${value}`, { ns: "offering" }) : value;
  };
  return questionInputs(service, question)
    .map(({ part, language: of, value }) => ({
      input: { part, ...(of !== undefined && { language: of }) },
      text: value.map((one) => shown(part, one)).join(", "),
    }))
    .filter(({ text }) => text !== "");
}

/** A choice by its own words, or by those of the portal. */
function shownChoice(choices: SettingInput["choices"], value: string, language: Language): string {
  const choice = choices?.find((one) => one.value === value);
  if (!choice) return value;
  if (choice.label) return textIn(choice.label, language);
  if (isLanguage(value)) return languageNames[value];
  const spoken = isLanguage(language) ? language : defaultLanguage;
  return serverI18n(spoken).t(`part.${value}`, { ns: "offering" });
}
