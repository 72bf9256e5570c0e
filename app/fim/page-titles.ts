import type { Field, Node, Page } from "#app/domain/service.ts";
import { isLineOfAddress, type Unit } from "./page-units.ts";

type Text = Page["title"];

export const generalTitle: Text = { de: "Allgemeine Angaben", en: "General information" };
const furtherTitle: Text = { de: "Weitere Angaben", en: "Further information" };
export const notesTitle: Text = { de: "Hinweise", en: "Notes" };

/** Longer labels are sentences and no titles. */
const longestPart = 48;
/** More than these are no title but a list. */
const mostParts = 2;

/** One or two groups name their page; anything else is named by what is around it. */
export function titleOf(units: readonly Unit[]): Text | undefined {
  const asking = units.filter(({ questions }) => questions > 0);
  const [first, second] = asking.map(({ title }) => title);
  if (!first || asking.length > mostParts || asking.some(({ title }) => !title)) return undefined;
  if (!second || second.de === first.de) return first;
  return joined(first, second, ", ");
}

/**
 * The title of a further page of the same section, by what it asks; with a number only where nothing else tells it
 * apart. `number`: which unnamed page of the section it is, from 1.
 */
export function furtherTitleOf(units: readonly Unit[], section: Text, number: number): Text {
  if (number === 1) return section;
  const nodes = units.filter(({ questions }) => questions > 0).flatMap((unit) => unit.nodes);
  const named = namesOf(nodes);
  // "Land" alone does not tell whose.
  if (named) return nodes.every(isAddressLine) ? joined(section, named, ": ") : named;
  const sort = sortOf(nodes);
  if (sort) return joined(section, sort, ": ");
  if (section.de !== generalTitle.de) return partOf(section, number);
  return number === 2 ? furtherTitle : partOf(furtherTitle, number - 1);
}

/** Groups and short questions, as long as there are few. */
function namesOf(nodes: readonly Node[]): Text | undefined {
  const asked = nodes.filter((node) => node.type === "group" || node.data);
  const [first, second] = asked.map(({ label }) => label);
  if (!first || asked.length > mostParts || asked.some((node) => !isTitle(node.label.de)))
    return undefined;
  return second ? joined(first, second, ", ") : first;
}

function isTitle(text: string): boolean {
  return text.length <= longestPart && !/[?.!:]$/.test(text);
}

/** What all questions of a page have in common. */
function sortOf(nodes: readonly Node[]): Text | undefined {
  const fields = nodes.filter((node): node is Field => node.type === "field");
  if (fields.length < nodes.length) return undefined;
  if (fields.every(({ kind }) => kind === "file"))
    return { de: "Weitere Unterlagen", en: "Further documents" };
  if (fields.every(({ kind }) => kind === "phone" || kind === "email"))
    return { de: "Kontaktdaten", en: "Contact details" };
  if (fields.every(isStatement)) return { de: "Erklärung", en: "Declaration" };
  const lines = fields.filter(isAddressLine);
  return lines.length >= 3 && lines.length * 2 > fields.length
    ? { de: "Anschrift", en: "Address" }
    : undefined;
}

function isAddressLine({ type, label }: Node): boolean {
  return type === "field" && isLineOfAddress(label.de);
}

function isStatement({ kind, label }: Field): boolean {
  return kind === "declaration" || (kind === "yesNo" && !label.de.trim().endsWith("?"));
}

function partOf(title: Text, number: number): Text {
  return joined(title, { de: `Teil ${String(number)}`, en: `part ${String(number)}` }, ", ");
}

/** The page on which the items of a repeated group are listed. */
export function listTitleOf(label: Text): Text {
  return joined(label, { de: "Übersicht", en: "overview" }, ": ");
}

/** Two texts in each language that the first one has. */
export function joined(first: Text, second: Text, between: string): Text {
  const texts: Record<string, string> & { de: string } = {
    de: `${first.de}${between}${second.de}`,
  };
  for (const [language, text] of Object.entries(first))
    texts[language] = `${text}${between}${second[language] ?? second.de}`;
  return texts;
}
