import type { Page } from "#app/domain/service.ts";
import type { Unit } from "./page-units.ts";

type Text = Page["title"];

export const generalTitle: Text = { de: "Allgemeine Angaben", en: "General information" };
export const notesTitle: Text = { de: "Hinweise", en: "Notes" };

/** One or two groups name their page; anything else is named by what is around it. */
export function titleOf(units: readonly Unit[]): Text | undefined {
  const asking = units.filter(({ questions }) => questions > 0);
  const [first, second] = asking.map(({ title }) => title);
  if (!first || asking.length > 2 || asking.some(({ title }) => !title)) return undefined;
  if (!second || second.de === first.de) return first;
  return mapText(first, (text, language) => {
    const other = second[language];
    return other === undefined ? text : `${text}, ${other}`;
  });
}

/** The title of a further page of the same section. */
export function numbered(title: Text, number: number): Text {
  return number === 1 ? title : mapText(title, (text) => `${text} (${String(number)})`);
}

function mapText(text: Text, change: (text: string, language: string) => string): Text {
  const changed: Record<string, string> & { de: string } = { de: change(text.de, "de") };
  for (const [language, part] of Object.entries(text)) changed[language] = change(part, language);
  return changed;
}
