import { codecOf } from "#app/administration/adjust/codec-of.ts";
import { subjectOf, wordOf } from "#app/administration/adjust/settings-form.ts";
import type { SettingInput } from "#app/domain/inputs/setting-input.ts";
import type { EditClash } from "#app/domain/overlay/edit-overlay.ts";
import { extraQuestionSchema } from "#app/domain/overlay/extra-question.ts";
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

export function shownPlace(
  service: ServiceDefinition,
  name: PlaceName,
  language: Language,
): ShownPlace {
  const place = readPlaceName(name);
  const subject = place && subjectOf(service, place).subject;
  return {
    place: name,
    word: place ? wordOf(place) : "unknown",
    subject: subject ? textIn(subject, language) : undefined,
  };
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
    const text = question ? textIn(question.label, language) : "";
    return { lines: [{ input: { part: "question" }, text }] };
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

/** A choice by its own words, or by those of the portal. */
function shownChoice(choices: SettingInput["choices"], value: string, language: Language): string {
  const choice = choices?.find((one) => one.value === value);
  if (!choice) return value;
  if (choice.label) return textIn(choice.label, language);
  if (isLanguage(value)) return languageNames[value];
  const spoken = isLanguage(language) ? language : defaultLanguage;
  return serverI18n(spoken).t(`part.${value}`, { ns: "offering" });
}

/** What two people set at the same places. */
export function shownClashes(
  service: ServiceDefinition,
  clashes: readonly EditClash[],
  language: Language,
) {
  return clashes.map(({ place, mine, theirs }) => ({
    ...shownPlace(service, place, language),
    mine: shownValue(service, place, mine, language),
    theirs: shownValue(service, place, theirs, language),
  }));
}
