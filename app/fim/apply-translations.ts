import type { Rule } from "#app/domain/rule.ts";
import type { Node } from "#app/domain/service.ts";
import type { Text } from "#app/domain/text.ts";
import type { FimSchema } from "./model.ts";
import { oneLine, paragraphs } from "./plain-text.ts";
import { warning } from "./problems.ts";
import type { FimTranslations } from "./read-translations.ts";
import { translateNodes, type TranslationState } from "./translate-nodes.ts";

/** Lays translations over what a schema was turned into. Whatever they name and the schema lacks is said. */
export function applyTranslations(
  schema: FimSchema,
  nodes: readonly Node[],
  translations: readonly FimTranslations[],
  state: TranslationState,
): Node[] {
  const known = idsOf(schema);
  let translated = [...nodes];
  for (const of of translations) {
    if (of.id !== schema.id || (of.version !== undefined && of.version !== schema.version)) {
      const message = `the translations are of ${of.id} ${of.version ?? ""}, the schema is ${schema.id} ${schema.version ?? ""}`;
      state.problems.push(warning("translationOfOtherVersion", message));
    }
    for (const translation of of.languages) {
      for (const { id } of translation.elements) {
        if (known.has(id)) continue;
        const message = `${translation.language}: the schema has no element ${id}`;
        state.problems.push(warning("translationHasNoPlace", message));
      }
      translated = translateNodes(translated, translation, state);
    }
  }
  return translated;
}

/** Languages that translations add to those that a service has. */
export function languagesWith(
  languages: readonly string[],
  translations: readonly FimTranslations[],
): string[] {
  const added = translations.flatMap((of) => of.languages.map(({ language }) => language));
  return [...new Set([...languages, ...added])];
}

/** Name and summary of the schema itself in the languages of its translations. */
export function translateDescription(
  { id }: FimSchema,
  { name, summary }: { readonly name: Text; readonly summary: Text },
  translations: readonly FimTranslations[],
): { name: Text; summary: Text } {
  const texts = { name: { ...name }, summary: { ...summary } };
  for (const { language, elements } of translations.flatMap(({ languages }) => languages)) {
    const own = elements.find((element) => element.id === id);
    if (own?.label !== undefined) texts.name = { ...texts.name, [language]: oneLine(own.label) };
    if (own?.help !== undefined)
      texts.summary = { ...texts.summary, [language]: paragraphs(own.help) };
  }
  return texts;
}

/**
 * Lays translated messages over rules: by the id of the FIM rule, where its first error is the German message. Rules
 * without a message of their own take it as it is, with the German one beside it.
 */
export function translateMessages(
  rules: readonly Rule[],
  schema: FimSchema,
  translations: readonly FimTranslations[],
): Rule[] {
  const german = errorsOf(schema);
  return rules.map((rule) => {
    const errors = german.get(rule.id) ?? [];
    const [first] = errors;
    const at = errors.findIndex(({ text }) => text === rule.message?.de);
    const told = errors[at] ?? (rule.message ? undefined : first);
    if (!told) return rule;
    let message: Text = rule.message ?? { de: told.text };
    for (const { language, elements } of translations.flatMap(({ languages }) => languages)) {
      const translated = elements
        .flatMap((element) => element.rules)
        .find(({ id }) => id === rule.id)
        ?.errors.find(({ code }) => code === told.code);
      if (translated) message = { ...message, [language]: translated.text };
    }
    return { ...rule, message };
  });
}

function errorsOf(schema: FimSchema): ReadonlyMap<string, FimSchema["rules"][number]["errors"]> {
  const errors = new Map(schema.rules.map((rule) => [rule.id, rule.errors]));
  const walk = (positions: FimSchema["positions"]): void => {
    for (const { element } of positions) {
      for (const rule of element.rules) errors.set(rule.id, rule.errors);
      if (element.type === "group") walk(element.positions);
    }
  };
  walk(schema.positions);
  return errors;
}

function idsOf(schema: FimSchema): ReadonlySet<string> {
  const ids = new Set([schema.id]);
  const walk = (positions: FimSchema["positions"]): void => {
    for (const { element } of positions) {
      ids.add(element.id);
      if (element.type === "group") walk(element.positions);
    }
  };
  walk(schema.positions);
  return ids;
}
